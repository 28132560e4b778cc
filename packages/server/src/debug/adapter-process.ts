import { exitCodes, GroundworkError } from '@groundwork/host';
import { lastLines, readTail, startGroup, type ProcessGroup } from '@groundwork/target-local';
import { once } from 'node:events';
import { connect, type NetConnectOpts } from 'node:net';
import type { Duplex } from 'node:stream';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 20;
const patienceMs = 20_000;

/** Starts an adapter, ended with us, and waits until it says where it listens. Throws `debug.no_adapter`. */
export async function startAdapter(
  options: {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    readonly folder: string;
    readonly run: string;
  },
  listening: () => NetConnectOpts | null,
): Promise<{ readonly group: ProcessGroup; readonly connect: () => Promise<Duplex> }> {
  const log = join(options.folder, 'adapter.log');
  const group = startGroup({ ...options, cwd: options.folder, log });
  let ended = false;
  void group.ended.then(() => {
    ended = true;
  });
  for (let waited = 0; ; waited += pollMs) {
    const at = listening();
    if (at !== null) return { group, connect: () => open(at) };
    if (ended || waited > patienceMs) {
      const said = lastLines(readTail(log), 3).join('; ');
      await group.stop(0);
      throw new GroundworkError({
        code: 'debug.no_adapter',
        message: `The debugger did not start: ${said || 'it said nothing'}`,
        exit: exitCodes.failed,
        fix: 'Run the service without it: gw up',
      });
    }
    await sleep(pollMs);
  }
}

async function open(at: NetConnectOpts): Promise<Duplex> {
  const socket = connect(at);
  await once(socket, 'connect');
  socket.on('error', () => socket.destroy());
  return socket;
}
