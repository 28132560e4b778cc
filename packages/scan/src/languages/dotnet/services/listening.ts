import { indexOf } from '../../../evaluate/module-index.ts';
import { constantsOf, textOf, variablesOf } from '../../../evaluate/value.ts';
import type { Evidence } from '@groundwork/blueprint';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module, PlacedCall } from '../../../syntax/module.ts';
import { dotnetSettings } from '../configuration/effective.ts';
import type { DotnetProject } from '../build/projects.ts';

export interface Listening {
  readonly port: number;
  /** The variable under which the platform says the address, `null` where the code does not ask. */
  readonly variable: string | null;
  readonly evidence: readonly Evidence[];
}

/** Where a web project listens: what the code says, what its configuration says, what the official images set. */
export function listeningOf(project: DotnetProject, modules: readonly Module[], version: string | null, repository: Repository): Listening {
  return inCode(modules, repository) ?? inSettings(project, repository) ?? byImage(version);
}

function inCode(modules: readonly Module[], repository: Repository): Listening | null {
  for (const module of modules) {
    const { calls } = indexOf(module);
    const look = (
      name: string,
      argument: (call: PlacedCall['call']) => Expression | undefined,
      read: (text: string) => number | null,
    ): Listening | null => {
      for (const { call, scope, guards } of calls.get(name) ?? []) {
        const told = argument(call);
        if (!told || guards.some(onlyInDevelopment)) continue;
        const value = repository.valueOf(told, module, scope);
        const text = textOf(value) ?? constantsOf(value).map(String)[0] ?? null;
        const port = text === null ? null : read(text);
        if (port === null) continue;
        const variable = variablesOf(value).find((each) => !each.implicit)?.name ?? null;
        return {
          port,
          variable: variable === 'PORT' ? 'PORT' : variable,
          evidence: [{ file: module.path, line: call.line, why: `listens on ${port}`, confidence: 0.95 }],
        };
      }
      return null;
    };
    const found =
      look('UseUrls', (call) => call.args[0], portOfUrls) ??
      look('Run', (call) => (call.callee.kind === 'member' ? call.args[0] : undefined), portOfUrls) ??
      look('RunAsync', (call) => (call.callee.kind === 'member' ? call.args[0] : undefined), portOfUrls) ??
      look(
        'Add',
        (call) =>
          call.callee.kind === 'member' && call.callee.object.kind === 'member' && call.callee.object.name === 'Urls'
            ? call.args[0]
            : undefined,
        portOfUrls,
      ) ??
      look('ListenAnyIP', (call) => call.args[0], portOf) ??
      look('Listen', (call) => call.args[1] ?? call.named['port'], portOf);
    if (found) return found;
  }
  return null;
}

/** A condition that holds only on a developer's machine. */
export const onlyInDevelopment = (guard: Expression): boolean =>
  guard.kind === 'compare' && guard.operator === '==' && guard.right.kind === 'literal' && guard.right.value === 'Development';

const portOf = (text: string): number | null => {
  const port = Number(text);
  return Number.isInteger(port) && port > 0 && port < 65536 ? port : null;
};

/** `http://*:5000;https://*:5001`: plain HTTP is what stands behind a proxy. */
function portOfUrls(text: string): number | null {
  const urls = text.split(';').filter((each) => /^https?:\/\//.test(each.trim()));
  const plain = urls.find((each) => each.trim().startsWith('http://')) ?? urls[0];
  const port = plain === undefined ? undefined : /^https?:\/\/(?:\[[^\]]*\]|[^/:]*)(?::(\d+))?/.exec(plain.trim());
  if (!port) return null;
  return port[1] === undefined ? (plain?.trim().startsWith('https') ? 443 : 80) : portOf(port[1]);
}

function inSettings(project: DotnetProject, repository: Repository): Listening | null {
  const entries = dotnetSettings(repository).get(project.path)?.entries;
  for (const [key, entry] of entries ?? []) {
    const isEndpoint = /^kestrel:endpoints:[^:]+:url$/.test(key);
    if (!isEndpoint && key !== 'urls' && key !== 'http_ports') continue;
    const text = String(entry.value ?? '');
    const port = key === 'http_ports' ? portOf(text.split(';')[0] ?? '') : portOfUrls(text);
    if (port === null || (isEndpoint && text.startsWith('https'))) continue;
    return {
      port,
      variable: isEndpoint ? entry.key.split(':').join('__') : 'ASPNETCORE_URLS',
      evidence: [{ file: entry.file, line: entry.line, why: `${entry.key} is ${text}`, confidence: 0.95 }],
    };
  }
  return null;
}

/** The official images say `ASPNETCORE_URLS=http://+:80`, since .NET 8 `ASPNETCORE_HTTP_PORTS=8080`. */
const byImage = (version: string | null): Listening => ({
  port: version !== null && Number.parseFloat(version) < 8 ? 80 : 8080,
  variable: 'ASPNETCORE_URLS',
  evidence: [],
});
