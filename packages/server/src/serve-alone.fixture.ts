import { silentHost } from '@groundwork/host';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { serve } from './serve.ts';

/** A workspace server that is a process of its own, and dies as one. */
export interface ServedAlone {
  readonly origin: string;
  readonly token: string;
  /** Nothing of it gets to do anything more. */
  kill(): Promise<void>;
}

const addressSchema = z.object({ origin: z.string(), token: z.string() });
const own = fileURLToPath(import.meta.url);

export async function serveAlone(dir: string): Promise<ServedAlone> {
  const server = spawn(process.execPath, ['--conditions=groundwork-source', own, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: server.stdout }), 'line');
  return {
    ...addressSchema.parse(JSON.parse(String(line))),
    kill: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
  };
}

if (process.argv[1] === own) {
  const dir = process.argv[2] ?? '.';
  const pages = { shell: join(dir, 'shell'), extension: join(dir, 'extension') };
  const { origin, token } = await serve({ dir, host: silentHost, pages, version: '1.2.3' });
  process.stdout.write(`${JSON.stringify({ origin, token })}\n`);
}
