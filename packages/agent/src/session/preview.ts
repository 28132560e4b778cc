import { GroundworkError } from '@groundwork/host';
import { z } from 'zod';
import type { Jail, JailedProcess } from '../jail/jail.ts';
import type { OpenPreview } from '../verify/acceptance/held.ts';

/** What `groundwork up --json` prints, as far as it is looked at. */
const statusSchema = z.object({
  services: z.array(z.object({ name: z.string(), state: z.string(), url: z.string().nullable() })),
});

export interface PreviewState {
  readonly state: 'ready' | 'failed';
  readonly services: readonly { readonly name: string; readonly url: string }[];
  readonly reason: string | null;
}

/** The repository running in a jail, with its databases on the jail's loopback. */
export interface Preview {
  /** Settled once everything is up, or something is not. */
  readonly settled: Promise<PreviewState>;
  close(): Promise<void>;
}

const mostText = 1024 * 1024;
const longestReason = 500;

/** Brings the folder of a jail up by our own command line in it. `command` is `[node, groundwork.js]`. */
export function openPreview(jail: Jail, command: readonly string[], folder = jail.folder): Preview {
  const running = jail.start({ command: [...command, 'up', folder, '--yes', '--json'], cwd: folder, env: { NO_COLOR: '1', CI: 'true' } });
  return {
    settled: stateOf(running),
    close: async () => {
      running.kill();
      await running.exited;
    },
  };
}

/** The services of a clean tree, up. Throws `verify.preview` with what they said last. */
export async function servedBy(jail: Jail, command: readonly string[]): ReturnType<OpenPreview> {
  const preview = openPreview(jail, command);
  const { state, services, reason } = await preview.settled;
  if (state === 'ready') return { services, close: () => preview.close() };
  await preview.close();
  throw new GroundworkError({ code: 'verify.preview', message: reason ?? 'They did not come up', fix: 'gw up shows what they say' });
}

async function stateOf(running: JailedProcess): Promise<PreviewState> {
  let complaint = '';
  running.stderr.on('data', (data: Buffer) => (complaint = (complaint + data.toString()).slice(-4000)));
  const told = new Promise<PreviewState | null>((resolve) => {
    let text = '';
    running.stdout.on('data', (data: Buffer) => {
      if (text.length > mostText) return;
      text += data.toString();
      const state = read(text);
      if (state !== null) resolve(state);
    });
    running.stdout.on('close', () => resolve(null));
  });
  return (await told) ?? { state: 'failed', services: [], reason: lastWords(complaint) };
}

/** `null` while it is not there to its end. */
function read(text: string): PreviewState | null {
  if (!text.trimEnd().endsWith('}')) return null;
  try {
    const { services } = statusSchema.parse(JSON.parse(text));
    const failed = services.filter(({ state }) => state === 'failed').map(({ name }) => name);
    return {
      state: failed.length === 0 ? 'ready' : 'failed',
      services: services.flatMap(({ name, url }) => (url === null ? [] : [{ name, url }])),
      reason: failed.length === 0 ? null : `Not up: ${failed.join(', ')}`,
    };
  } catch {
    return null;
  }
}

/** What `groundwork up --json` says of a failure of its own. */
const errorSchema = z.object({ error: z.object({ message: z.string() }) });

function lastWords(text: string): string {
  const lines = text.trim().split('\n');
  try {
    return errorSchema.parse(JSON.parse(lines.at(-1) ?? '')).error.message.slice(0, longestReason);
  } catch {
    return lines.slice(-4).join('\n').slice(-longestReason) || 'It ended before it was up';
  }
}
