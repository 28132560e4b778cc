/**
 * Measures `groundwork churn`, the command line as it is built, on repositories with their whole history:
 *   npm run bench:churn -- REPOSITORY ... [--rounds 3] [--theseus-seconds 100] [--no-theseus]
 * Prints, from one run: our time against the same `git log -p` to nowhere, in one shard and in two; processor time against git-of-theseus
 * on the same repository; peak memory; and a second run, after one new commit and with nothing new. Every file is counted, every run
 * of ours ends with its check against the files of the last commit, and all of them have to say the same, byte by byte.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { built, ours, type Ours } from './churn/ours.ts';
import { measureTheseus, type Peer } from './churn/theseus.ts';
import { timed, type Timed } from './churn/timed.ts';

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    'theseus-seconds': { type: 'string', default: '100' },
    'no-theseus': { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

/** Seconds of git alone above which the target of a run holds; so long a run needs no repetition. */
const longRun = 5;

const missing = built() ?? (positionals.length === 0 ? 'usage: npm run bench:churn -- REPOSITORY ...' : null);
if (missing !== null) {
  process.stderr.write(`${missing}\n`);
  process.exitCode = 2;
} else for (const repository of positionals) await bench(resolve(repository));

interface Round {
  readonly floor: Timed;
  readonly one: Ours;
  readonly two: Ours;
}

async function bench(repository: string): Promise<void> {
  const git = (...args: readonly string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const scratch = mkdtempSync(join(tmpdir(), 'groundwork-bench-churn-'));
  try {
    // Its own objects, but a head that can be set back, and nothing is written into the repository.
    const bare = join(scratch, 'bare');
    git('clone', '--quiet', '--bare', '--shared', repository, bare);
    const log = ['git', '-C', bare, 'log', '-p', '-U0', '--reverse', '-M', '--first-parent'];
    const rounds: Round[] = [];
    for (let round = 0; round < Number(values.rounds); round++) {
      rounds.push({ floor: await timed(log), one: await ours(bare), two: await ours(bare, { shards: 2 }) });
      if ((rounds[0]?.floor.seconds ?? 0) > longRun * 2) break;
    }
    const cache = join(scratch, 'cache');
    const branch = git('-C', bare, 'symbolic-ref', 'HEAD');
    const head = git('-C', bare, 'rev-parse', 'HEAD');
    git('-C', bare, 'update-ref', branch, `${head}^`);
    await ours(bare, { cache });
    git('-C', bare, 'update-ref', branch, head);
    const after = await ours(bare, { cache });
    const nothing = await ours(bare, { cache });
    const said = [...rounds.flatMap(({ one, two }) => [one, two]), after, nothing].map(({ output }) => output);
    heading(repository, said[0] ?? '', new Set(said).size === 1);
    told(rounds);
    second('second run, one new commit', after);
    second('second run, nothing new', nothing);
    if (!values['no-theseus'])
      compared(await measureTheseus(repository, scratch, Number(values['theseus-seconds'])), median(rounds.map(({ one }) => one.cpu)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function heading(repository: string, said: string, same: boolean): void {
  // What `groundwork churn --json` prints, of which a little is needed.
  const { commits, totals }: { commits: number; totals: Record<'added' | 'deleted' | 'alive', number> } = JSON.parse(said);
  const name = basename(repository.replace(/\/(?:repo|\.git)$/, ''));
  line(name, `${commits} commits, ${totals.added + totals.deleted} changed lines, ${totals.alive} alive`);
  line('one shard, two, second run', same ? 'the same, byte by byte' : 'NOT THE SAME');
}

function told(rounds: readonly Round[]): void {
  const of = (pick: (round: Round) => number): number => median(rounds.map(pick));
  line('git log -p to nowhere', `${seconds(of(({ floor }) => floor.seconds))}, CPU ${seconds(of(({ floor }) => floor.cpu))}`);
  const against = (name: string, pick: (round: Round) => Ours, target: string): void => {
    const times = `${seconds(of((round) => pick(round).seconds))}, CPU ${seconds(of((round) => pick(round).cpu))}`;
    const wall = of((round) => pick(round).seconds / round.floor.seconds).toFixed(2);
    const cpu = of((round) => pick(round).cpu / round.floor.cpu).toFixed(2);
    line(name, `${times}   ${wall} × of it (target ${target}), CPU ${cpu} ×; ours alone ${seconds(of((round) => pick(round).own))}`);
  };
  against('groundwork churn, one shard', ({ one }) => one, `1.10 where it takes ${longRun} s or more`);
  against('two shards, the default', ({ two }) => two, '0.75 on idle cores');
  const most = (pick: (round: Round) => Ours): string => Math.max(...rounds.map((round) => pick(round).memory)).toFixed(0);
  line('peak memory', `${most(({ one }) => one)} MB (target 400 MB), two shards ${most(({ two }) => two)} MB`);
}

function second(name: string, run: Ours): void {
  line(name, `${seconds(run.seconds)} (target 0.5 s), CPU ${seconds(run.cpu)}, ${run.memory.toFixed(0)} MB`);
}

function compared({ cpu, stopped }: Peer, own: number): void {
  const ratio = `${(cpu / own).toFixed(0)} × ours (target 50)`;
  if (!stopped) return line('git-of-theseus', `CPU ${seconds(cpu)}: ${ratio}`);
  const where = stopped.of === 0 ? 'before the first snapshot' : `at snapshot ${stopped.done} of ${stopped.of}`;
  // Later snapshots have more files with longer histories, so that the rest takes at least as long.
  const whole = stopped.done === 0 ? Number.NaN : (cpu * stopped.of) / stopped.done;
  const pace = Number.isNaN(whole) ? '' : `; at this pace at least ${seconds(whole)}, ${(whole / own).toFixed(0)} × (estimate)`;
  line('git-of-theseus', `CPU more than ${seconds(cpu)}, stopped ${where}: more than ${ratio}${pace}`);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function seconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

function line(label: string, text: string): void {
  process.stdout.write(`${label.padEnd(30)}${text}\n`);
}
