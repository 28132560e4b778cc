import type { DeclaredService, Declaration } from '@groundwork/scan';
import { isLoopback } from '../../knowledge/loopback.ts';
import { serverCommands, type ServerCommand } from '../../knowledge/server-commands.ts';
import { isDeployed, serviceOf } from '../../knowledge/manifests.ts';
import type { Fix } from '../../finding.ts';
import type { Report, Whole } from '../../rule.ts';
import type { TextFile } from '../../text-file.ts';

/** Commands of manifests by which a server listens where only its own container can connect. */
export function* loopbackCommands(whole: Whole): Iterable<Report> {
  for (const declaration of whole.repository.declarations.values()) {
    // What the system of a machine starts is often reached through a proxy beside it.
    if (!isDeployed(declaration) || /^(systemd|supervisord)$/.test(declaration.format)) continue;
    for (const declared of declaration.services) {
      const report = reportFor(declared, declaration, whole);
      if (report) yield report;
    }
  }
}

function reportFor(declared: DeclaredService, declaration: Declaration, whole: Whole): Report | null {
  const { command } = declared;
  const server = command === null ? undefined : serverCommands.find(({ pattern }) => pattern.test(command));
  const file = whole.file(declaration.file);
  if (command === null || !server || !file) return null;
  const told = server.host.exec(command);
  const host = told?.[1] ?? null;
  const service = serviceOf(declared, declaration, whole);
  if (server.elsewhere?.test(command)) return null;
  if (told ? !isLoopback(host ?? '') : server.silent !== 'loopback' || isToldByVariable(server, declared, declaration, whole)) return null;
  const line = lineOf(server, file, declared.evidence.line);
  if (line === null) return null;
  return {
    file: file.path,
    range: line.range,
    service: service?.name ?? null,
    message: `${declared.name} is started with ${server.name}, which ${told ? `is told to listen on ${host}` : 'listens on 127.0.0.1 unless it is told another host'}: nothing outside the container can connect, so health checks fail and no request arrives.`,
    fix: told ? replaceHost(file, line, host ?? '') : addFlag(server, file, line),
    more: `The command is \`${command.slice(0, 200)}\`.`,
  };
}

function isToldByVariable(
  { variables, file }: ServerCommand,
  { variables: own, image }: DeclaredService,
  declaration: Declaration,
  { repository }: Whole,
): boolean {
  if (image !== null && /gunicorn|uvicorn|passenger/i.test(image)) return true;
  // These platforms set PORT, and gunicorn listens everywhere on it.
  if (variables.includes('PORT') && /^(procfile|render|heroku|railway|app-json|app-engine|digitalocean)$/.test(declaration.format))
    return true;
  const names = new Set([...own, ...declaration.variables].map(({ name }) => name));
  return variables.some((name) => names.has(name)) || (file !== undefined && repository.paths.some((path) => file.test(path)));
}

interface Line {
  readonly range: Report['range'];
  readonly text: string;
}

/** The line that starts the server, from where the manifest speaks of the service. */
function lineOf({ pattern }: ServerCommand, file: TextFile, from: number): Line | null {
  const ordered = [...lines(from - 1, file.lineCount), ...lines(0, from - 1)];
  for (const index of ordered) {
    const text = file.line(index);
    if (/^\s*#/.test(text)) continue;
    const plain = text.replace(/["',[\]]+/g, (quotes) => ' '.repeat(quotes.length));
    const found = pattern.exec(plain.replace(/(\S)(\s{2,})(?=\S)/g, (_all, before: string) => `${before} `));
    const word = found?.[0].trim().split(/\s/)[0];
    if (word) return { range: file.rangeOnLine(index + 1, word), text };
  }
  return null;
}

function* lines(from: number, to: number): Iterable<number> {
  for (let at = from; at < to; at++) yield at;
}

function replaceHost(file: TextFile, { range, text }: Line, host: string): Fix | null {
  const at = host === '' ? -1 : text.indexOf(host, range.startColumn);
  if (at < 0 || text.indexOf(host, at + 1) >= 0) return null;
  return {
    title: 'Listen on 0.0.0.0',
    edits: [{ file: file.path, range: { ...range, startColumn: at, endColumn: at + host.length }, text: '0.0.0.0' }],
  };
}

/** Where the command ends its line: as an array of texts or as a plain command. */
function addFlag({ add }: ServerCommand, file: TextFile, { range, text }: Line): Fix | null {
  if (add === null || /[|&;\\]/.test(text.slice(range.startColumn))) return null;
  const words = add.split(' ');
  const array = /^(.*")(\s*\]\s*)$/.exec(text);
  const isList = /\[/.test(text.slice(0, range.startColumn));
  if (isList && !array) return null;
  if (!isList && /["']\s*$/.test(text)) return null;
  const column = array ? (array[1] ?? '').length : text.trimEnd().length;
  return {
    title: `Add ${add}`,
    edits: [
      {
        file: file.path,
        range: { ...range, startColumn: column, endColumn: column },
        text: array ? words.map((word) => `, "${word}"`).join('') : ` ${add}`,
      },
    ],
  };
}
