import { isSource } from '@groundwork/scan';
import type { Fix } from '../finding.ts';
import { isLoopback } from '../knowledge/loopback.ts';
import { isForDevelopment, isForDevelopmentOnly } from '../knowledge/development.ts';
import { listeningIn, listeningWords, type Listening } from '../knowledge/listening.ts';
import { runsItself } from '../knowledge/started.ts';
import type { FileView, Pending, Rule } from '../rule.ts';
import { placeOf } from '../syntax/place.ts';
import { loopbackCommands } from './loopback-listener/commands.ts';

export const loopbackListener: Rule = {
  id: 'loopback-listener',
  title: 'Listening where only the same machine can connect',
  severity: 'error',
  help: `A server that listens on \`127.0.0.1\` or \`localhost\` answers only what comes from the same machine. In a container that is
the container alone: whatever is in front of it (a load balancer, a health check, a published port) cannot connect.

Listen on \`0.0.0.0\`. Several servers listen on this machine alone unless they are told another host.`,
  inFile: {
    interest: listeningWords,
    of: 'source',
    matters: ({ kind }) => kind === 'web' || kind === 'inference',
    *look(view) {
      const { file, placed } = view;
      if (!placed || !isSource(file.path) || isForDevelopmentOnly(file.path)) return;
      for (const listening of listeningIn(placed.module)) yield* inCode(view, listening);
    },
  },
  inRepository: loopbackCommands,
};

function* inCode(view: FileView, listening: Listening): Iterable<Pending> {
  const { listener, visit, call, host, address, port } = listening;
  if (visit.root.guards.some(isForDevelopment)) return;
  const written = host ?? address;
  const at = hostIn(written);
  if (at === null && !(written === null && listener.silent === 'loopback' && !isUnfollowed(listening))) return;
  // Nobody outside can know a port that the system chooses.
  if (port?.kind === 'literal' && Number(port.value) === 0) return;
  const place = placeOf(view, at === null ? call : (written ?? call));
  const calleePlace = placeOf(view, call.callee);
  if (!place) return;
  const range = at === null && calleePlace ? calleePlace.range : place.range;
  yield ({ whole, service }) => {
    if (!service || !runsItself(view.file.path, service, listening.isScript)) return null;
    if (
      at === null &&
      isToldElsewhere(
        listening,
        service.start ?? '',
        service.name,
        whole.blueprint.services.find(({ name }) => name === service.name)?.env.map(({ name }) => name) ?? [],
      )
    )
      return null;
    return {
      file: view.file.path,
      range,
      message: `${service.name} listens on ${at ?? '127.0.0.1, as it is told no host'}: in a container nothing outside can connect, so health checks fail and no request arrives.`,
      fix: at === null ? addHost(view, listening) : replaceHost(view, listening, at),
      more: null,
    };
  };
}

/** The host in a literal that means this machine alone. */
function hostIn(written: Listening['host']): string | null {
  if (written?.kind !== 'literal' || typeof written.value !== 'string') return null;
  const host = /^(?:https?:\/\/)?(\[[\d:]+\]|[\w.-]+)(?::\d*)?\/?$/.exec(written.value)?.[1] ?? '';
  return isLoopback(host) ? host : null;
}

/** Arguments that cannot be seen may tell the host. */
const isUnfollowed = ({ call }: Listening): boolean =>
  call.args.some(({ kind }) => kind === 'unknown') ||
  Object.keys(call.named).some((name) => name === '' || name.startsWith('*')) ||
  call.args.some((each) => each.kind === 'object' && each.entries.some(({ key }) => key === null));

const isToldElsewhere = ({ listener }: Listening, start: string, _service: string, names: readonly string[]): boolean =>
  (listener.hostVariables ?? []).some((name) => start.includes(name) || names.includes(name));

function replaceHost(view: FileView, { host, address }: Listening, at: string): Fix | null {
  const written = host ?? address;
  const place = written && placeOf(view, written);
  if (!place?.isExact || !/^["'`]/.test(place.text)) return null;
  return { title: 'Listen on 0.0.0.0', edits: [{ file: view.file.path, range: place.range, text: place.text.replace(at, '0.0.0.0') }] };
}

function addHost(view: FileView, { listener, call }: Listening): Fix | null {
  const place = placeOf(view, call);
  if (!listener.addHost || !place?.isExact || !place.text.endsWith(')')) return null;
  const last = /,?\s*\)$/.exec(place.text)?.[0] ?? ')';
  const isEmpty = /\(\s*\)$/.test(place.text);
  const { endLine, endColumn } = place.range;
  // The call ends on a line of its own where its arguments are one a line.
  if (last.includes('\n')) {
    const start = view.file.offset(endLine, endColumn) - last.length;
    return { title: 'Listen on 0.0.0.0', edits: [{ file: view.file.path, range: view.file.range(start, start), text: listener.addHost }] };
  }
  const column = endColumn - last.length;
  const range = { startLine: endLine, startColumn: column, endLine, endColumn: column };
  return {
    title: 'Listen on 0.0.0.0',
    edits: [{ file: view.file.path, range, text: isEmpty ? listener.addHost.replace(/^, /, '') : listener.addHost }],
  };
}
