import type { Service } from '@groundwork/blueprint';
import type { Expression } from '@groundwork/scan';
import type { Fix } from '../finding.ts';
import { importing } from '../fixes/imports.ts';
import { idiomOf } from '../fixes/environment.ts';
import { isGoNewEnough, readInstead } from '../fixes/read-instead.ts';
import { isForDevelopment, isForDevelopmentOnly } from '../knowledge/development.ts';
import { listeningIn, listeningWords } from '../knowledge/listening.ts';
import { isDeployed, serviceOf } from '../knowledge/manifests.ts';
import { runsItself } from '../knowledge/started.ts';
import type { FileView, Pending, Report, Rule, Whole } from '../rule.ts';
import { literalAt } from '../syntax/literal-at.ts';
import { placeOf } from '../syntax/place.ts';

export const fixedPort: Rule = {
  id: 'fixed-port',
  title: 'Port that cannot be chosen from outside',
  severity: 'warning',
  help: `Many platforms (Cloud Run, Heroku, Render, App Engine) choose the port a service has to listen on and say so in \`PORT\`.
A service that listens on another is taken for dead. On one machine, two services with the same fixed port cannot run side by side.

Read \`PORT\`, and keep today's port for when it is not set.`,
  inFile: {
    interest: listeningWords,
    of: 'source',
    matters: ({ kind }) => kind === 'web' || kind === 'inference',
    *look(view) {
      const { file, placed } = view;
      if (!placed || isForDevelopmentOnly(file.path)) return;
      for (const { port, address, visit, isScript } of listeningIn(placed.module)) {
        if (visit.root.guards.some(isForDevelopment)) continue;
        const written = port ?? address;
        const number = portIn(written);
        if (written && number) yield* pending(view, written, number, isScript);
      }
    },
  },
  *inRepository(whole) {
    for (const declaration of whole.repository.declarations.values()) {
      if (declaration.format !== 'procfile' || !isDeployed(declaration)) continue;
      for (const { name, command, evidence } of declaration.services) {
        const port = name === 'web' && command && !command.includes('PORT') ? portOfCommand(command) : null;
        const file = port && whole.file(declaration.file);
        if (!file) continue;
        yield {
          file: file.path,
          range: file.rangeOnLine(evidence.line, port),
          severity: 'error',
          service: whole.blueprint.services.find((each) => each.name === name)?.name ?? null,
          message: `The web process listens on ${port}: what reads a Procfile chooses the port and says so in PORT, finds nothing there, and stops the process.`,
          fix: { title: 'Listen on $PORT', edits: [{ file: file.path, range: file.rangeOnLine(evidence.line, port), text: '$PORT' }] },
        };
      }
    }
  },
};

const portOfCommand = (command: string): string | null => /(?:--port[= ]|-p |(?:--bind[= ]|-b )\S*:)(\d{2,5})\b/.exec(command)?.[1] ?? null;

/** The port in a literal: a number, or the end of an address. */
function portIn(written: Expression | null): number | null {
  if (written?.kind !== 'literal') return null;
  const text = String(written.value);
  const port = Number(/^(?:https?:\/\/)?[\w.*[\]:-]*?:?(\d{2,5})\/?$/.exec(text)?.[1]);
  return port >= 80 && port < 65_536 ? port : null;
}

function* pending(view: FileView, written: Expression, port: number, isScript: boolean): Iterable<Pending> {
  const place = placeOf(view, written);
  if (!place) return;
  yield ({ whole, service }) => {
    if (!service || (service.port !== null && service.port !== port) || !runsItself(view.file.path, service, isScript)) return null;
    if (/\bPORT=/.test(service.start ?? '')) return null;
    const known = whereKnown(port, service, whole);
    return {
      file: view.file.path,
      range: place.range,
      severity: known ? 'info' : 'warning',
      message: `${service.name} always listens on ${port}: where the platform chooses the port, nothing answers there and the service is taken for dead.`,
      fix: fix(view, written, port, service),
      more: known ? `${known} expects it on ${port}, so it works where that is used.` : null,
    } satisfies Report;
  };
}

/** The manifest that sends requests to this port. */
function whereKnown(port: number, service: Service, whole: Whole): string | null {
  for (const declaration of whole.repository.declarations.values()) {
    if (!isDeployed(declaration)) continue;
    for (const declared of declaration.services)
      if (declared.ports.includes(port) && serviceOf(declared, declaration, whole)?.name === service.name) return declaration.file;
  }
  return null;
}

function fix(view: FileView, written: Expression, port: number, service: Service): Fix | null {
  const { file, placed } = view;
  const found = placed && literalAt(placed.module, written);
  if (!placed || !found || written.kind !== 'literal') return null;
  if (typeof written.value === 'number') return readInstead(view, written, found.parents, service, { name: 'PORT' });
  const place = placeOf(view, written);
  const idiom = idiomOf(placed.module.language);
  const around = place && /^"([\w.]*:)(\d+)"$/.exec(place.text);
  // `":8080"`: the host stays, the port is read.
  if (!place?.isExact || !around || placed.module.language !== 'go' || !idiom || !isGoNewEnough(service)) return null;
  const imports = importing(idiom.imports, file, placed);
  if (!imports || /\bconst\b/.test(file.line(place.range.startLine))) return null;
  const text = `"${around[1]}" + ${idiom.text('PORT', `"${port}"`)}`;
  return {
    title: `Read PORT from the environment, ${port} when it is not set`,
    edits: [...imports, { file: file.path, range: place.range, text }],
  };
}
