/**
 * What `up` costs beside the same commands by hand:
 *   npm run bench:overhead -- [REPOSITORY ...] [--rounds 2]
 * Cold: a fresh copy until everything is ready, against initdb and server starts, installs, migrations and the service's own start,
 * one after another as a person would type them, with the same tools, variables and download caches. Warm: the second `up`
 * against the service's own start alone. Prints the supervisor's memory too. Only repositories whose servers are PostgreSQL, Redis or files.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { byHand, launchOf, startByHand } from './overhead/by-hand.ts';
import { groundwork, timed } from './overhead/command.ts';

const examples = fileURLToPath(new URL('../examples/', import.meta.url));
const { values, positionals } = parseArgs({ options: { rounds: { type: 'string', default: '2' } }, allowPositionals: true });
const repositories =
  positionals.length > 0 ? positionals.map((path) => resolve(path)) : ['tea-shop', 'orchard'].map((name) => join(examples, name));

for (const repository of repositories) {
  const dir = join(mkdtempSync(join(tmpdir(), 'groundwork-overhead-')), basename(repository));
  const copy = (): void => {
    rmSync(dir, { recursive: true, force: true });
    cpSync(repository, dir, { recursive: true, filter: (path) => !/[\\/](node_modules|\.groundwork|\.venv)([\\/]|$)/.test(path) });
  };
  // Fills the download caches, for both alike.
  copy();
  await groundwork(['up', dir, '--detach', '--yes']);
  const launch = launchOf(dir);
  await groundwork(['reset', dir, '--yes']);

  const cold: number[] = [];
  const hand: number[] = [];
  const warm: number[] = [];
  const own: number[] = [];
  let memory = 0;
  for (let round = 0; round < Number(values.rounds); round += 1) {
    copy();
    cold.push(await timed(() => groundwork(['up', dir, '--detach', '--yes'])));
    memory = Math.max(memory, supervisorMb(dir));
    await groundwork(['down', dir]);
    warm.push(await timed(() => groundwork(['up', dir, '--detach', '--yes'])));
    await groundwork(['reset', dir, '--yes']);
    copy();
    mkdirSync(join(dir, '.groundwork', 'local', 'toolchains'), { recursive: true });
    const typed = await byHand(launch, dir);
    hand.push(typed.ms);
    own.push(await startByHand(launch));
    await typed.stop();
  }
  const best = (times: readonly number[]): number => Math.min(...times);
  process.stdout.write(
    `${basename(repository).padEnd(16)} cold ${seconds(best(cold))}, by hand ${seconds(best(hand))}: ${(best(cold) / best(hand)).toFixed(2)} × (target 1.10)` +
      ` · warm ${seconds(best(warm))}, own start ${seconds(best(own))}: ${seconds(best(warm) - best(own))} more (target 1 s)` +
      ` · supervisor ${memory.toFixed(0)} MB (target 80)\n`,
  );
  rmSync(join(dir, '..'), { recursive: true, force: true });
}

function supervisorMb(dir: string): number {
  const state = readFileSync(join(dir, '.groundwork/local/state.json'), 'utf8');
  const pid = /"supervisor": \{\s*"pid": (\d+)/.exec(state)?.[1];
  const status = pid === undefined ? '' : readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
