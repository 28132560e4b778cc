import type { Blueprint, Service } from '@groundwork/blueprint';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import type { ResultOf } from '@groundwork/protocol';
import { environmentFolder } from '@groundwork/provision';
import { obtain, runVariable } from '@groundwork/target-local';
import { prepareRun, scanFolder } from '@groundwork/toolkit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { perWorkspace, type Workspace } from '../rpc/workspace.ts';
import type { Debugger } from './debugger.ts';
import { openSession, type DebugSession } from './session.ts';
import { debuggers } from './table.ts';

/** What is debugged of one folder. */
export interface Debugging {
  list(): Promise<ResultOf<'debug/list'>>;
  start(asked: { readonly service: string; readonly trust: boolean }, host: Host): Promise<ResultOf<'debug/start'>>;
  stop(id: string): Promise<void>;
  find(id: string): DebugSession | null;
}

/** A window that asked for a session comes for it at once, or was closed meanwhile. */
const patienceMs = 30_000;

export const debuggingOf = perWorkspace((workspace) => openDebugging(workspace));

function openDebugging(workspace: Workspace): Debugging {
  const sessions = new Map<string, { readonly session: DebugSession; joined: boolean }>();
  workspace.onClose(async () => void (await Promise.all([...sessions.values()].map(({ session }) => session.stop()))));
  return {
    list: async () => listDebuggable((await scanFolder(workspace.dir, { host: workspace.host })).blueprint),
    start: async (asked, host) => {
      const { session, type, request } = await startDebugging(workspace, asked, host, (id) => void sessions.delete(id));
      const entry = { session, joined: false };
      sessions.set(session.id, entry);
      setTimeout(() => {
        if (!entry.joined) void session.stop();
      }, patienceMs).unref();
      return { id: session.id, type, request, configuration: { type, request, name: asked.service, groundwork: session.id } };
    },
    stop: async (id) => await sessions.get(id)?.session.stop(),
    find: (id) => {
      const entry = sessions.get(id);
      if (entry === undefined) return null;
      entry.joined = true;
      return entry.session;
    },
  };
}

function listDebuggable({ services }: Blueprint): ResultOf<'debug/list'> {
  return services
    .filter(({ start, kind }) => start !== null && kind !== 'static')
    .flatMap((service) => {
      const found = debuggerOf(service);
      if (found === null) return [];
      const missing = found.missing();
      const { reason = null, fix = null } = missing ?? {};
      return [{ service: service.name, type: found.type, available: missing === null, reason, fix }];
    });
}

function debuggerOf({ language }: Pick<Service, 'language'>): Debugger | null {
  return debuggers.find((each) => each.language === language) ?? null;
}

/** Brings up what the service needs, fetches its debugger, and starts the adapter: the program waits for the window. */
async function startDebugging(
  { dir, example }: Workspace,
  { service, trust }: { readonly service: string; readonly trust: boolean },
  host: Host,
  ended: (id: string) => void,
): Promise<{ readonly session: DebugSession; readonly type: Debugger['type']; readonly request: Debugger['request'] }> {
  const program = await prepareRun(dir, service, {
    host,
    yes: trust || example,
    environment: 'local',
    words: [],
    env: process.env,
    ask: async () => null,
  });
  // Short: a socket in it has little room for a name. Owned by us alone.
  const folder = mkdtempSync(join(tmpdir(), 'gw-debug-'));
  try {
    const found = debuggerOf(program.service);
    const missing = found?.missing();
    if (found === null || missing) throw notHere(program.service, missing?.reason ?? null, missing?.fix ?? null);
    const request = found.obtain(program);
    const run = program.env[runVariable] ?? '';
    await obtain(request, { log: join(environmentFolder(dir, 'local').logs, 'debugger.log'), run, signal: host.signal });
    const debuggee = { program, run, folder, fetched: request.folder };
    const adapter = await found.start(debuggee);
    const id = randomUUID();
    return { session: openSession(id, adapter, debuggee, () => ended(id)), type: found.type, request: found.request };
  } catch (cause) {
    await program.release(1);
    rmSync(folder, { recursive: true, force: true });
    throw cause;
  }
}

function notHere({ name, language }: Service, reason: string | null, fix: string | null): GroundworkError {
  return new GroundworkError({
    code: 'debug.not_here',
    message: reason ?? `Services in ${language} cannot be debugged here yet: ${name} is written in it`,
    exit: exitCodes.notPossibleHere,
    fix: fix ?? 'Open the folder in VS Code with the extension of its language, and start it with: gw run',
  });
}
