/**
 * Ten projects up at once:
 *   npm run bench:many -- [--projects 10]
 * Copies of an example come up at the same moment. Prints how many are healthy, whether two were given the same port, and the
 * memory of the largest supervisor.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { groundwork, timed } from './overhead/command.ts';

const stateSchema = z.object({
  phase: z.string(),
  supervisor: z.object({ pid: z.int() }).nullable(),
  services: z.array(z.object({ url: z.string().nullable(), port: z.int().nullable() })),
  resources: z.array(z.object({ port: z.int().nullable() })),
});

const { values } = parseArgs({ options: { projects: { type: 'string', default: '10' } } });
const example = fileURLToPath(new URL('../examples/tea-shop', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'groundwork-many-'));
const dirs = Array.from({ length: Number(values.projects) }, (_, index) => join(root, `shop-${index + 1}`));
for (const dir of dirs) cpSync(example, dir, { recursive: true, filter: (path) => !/node_modules|\.groundwork/.test(path) });

try {
  const ms = await timed(() => Promise.all(dirs.map((dir) => groundwork(['up', dir, '--detach', '--yes']))));
  const states = dirs.map((dir) => stateSchema.parse(JSON.parse(readFileSync(join(dir, '.groundwork/local/state.json'), 'utf8'))));
  const answers = await Promise.all(states.map(({ services }) => status(services[0]?.url ?? null)));
  const ports = states.flatMap(({ services, resources }) => [...services, ...resources].flatMap(({ port }) => port ?? []));
  const memory = Math.max(...states.map(({ supervisor }) => memoryMb(supervisor?.pid)));
  const healthy = answers.filter((answer) => answer > 0 && answer < 500).length;
  process.stdout.write(
    `${healthy} of ${dirs.length} healthy in ${(ms / 1000).toFixed(1)} s · ${ports.length - new Set(ports).size} ports given twice · largest supervisor ${memory.toFixed(0)} MB (target 80)\n`,
  );
} finally {
  await Promise.all(dirs.map((dir) => groundwork(['reset', dir, '--yes'])));
  rmSync(root, { recursive: true, force: true });
}

async function status(url: string | null): Promise<number> {
  try {
    return url === null ? 0 : (await fetch(url)).status;
  } catch {
    return 0;
  }
}

function memoryMb(pid: number | undefined): number {
  if (pid === undefined) return Number.NaN;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}
