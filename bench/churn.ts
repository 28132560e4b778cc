/**
 * Measures `churn` on repositories with their whole history:
 *   npm run bench:churn -- REPOSITORY ... [--rounds 3] [--theseus-seconds 900] [--no-theseus]
 * Prints, from one run: our time against the same `git log -p` to nowhere, in one shard and in two; processor time against git-of-theseus
 * on the same repository; peak memory; and a second run, with nothing new and after one new commit. Every file is counted, and every run
 * of ours ends with its check against the files of the last commit.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readHistory, reportChurn } from '@groundwork/churn';
import { theseus } from './churn/theseus.ts';
import { timed, type Timed } from './churn/timed.ts';

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    'theseus-seconds': { type: 'string', default: '900' },
    'no-theseus': { type: 'boolean', default: false },
    self: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

if (values.self) await self();
else if (positionals.length === 0) {
  process.stderr.write('usage: npm run bench:churn -- REPOSITORY ...\n');
  process.exitCode = 2;
} else for (const repository of positionals) await bench(resolve(repository));

/** One run of ours, in a process of its own: what it needed goes to standard output. */
async function self(): Promise<void> {
  const [repository = '', state = '', shards = '1', revision = 'HEAD'] = positionals;
  const history = await readHistory(repository, { state: state === '' ? null : state, shards: Number(shards), revision, everything: true });
  const { totals, operations } = reportChurn(history);
  const own = process.cpuUsage();
  const facts = { totals, operations, commits: history.commits.length, read: history.read, memory: process.resourceUsage().maxRSS / 1024 };
  process.stdout.write(JSON.stringify({ ...facts, own: (own.user + own.system) / 1e6 }));
}

interface Ours extends Timed {
  readonly memory: number;
  readonly read: number;
  readonly commits: number;
  /** Processor time of our process alone, without git's. */
  readonly own: number;
  readonly totals: { readonly added: number; readonly deleted: number; readonly alive: number; readonly transitions: number };
}

async function ours(repository: string, state = '', shards = 1, revision = 'HEAD'): Promise<Ours> {
  const program = [
    process.execPath,
    ...process.execArgv,
    fileURLToPath(import.meta.url),
    '--self',
    repository,
    state,
    String(shards),
    revision,
  ];
  const run = await timed(program, { keep: true });
  // Written by `self`, above.
  const facts: Omit<Ours, keyof Timed> = JSON.parse(run.output);
  return { ...run, ...facts };
}

async function bench(repository: string): Promise<void> {
  const git = (...args: readonly string[]): string => execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' }).trim();
  const log = ['git', '-C', repository, 'log', '-p', '-U0', '--reverse', '-M', '--first-parent'];
  const state = mkdtempSync(join(tmpdir(), 'groundwork-bench-churn-'));
  try {
    const rounds = [];
    for (let round = 0; round < Number(values.rounds); round++)
      rounds.push({ floor: await timed(log), one: await ours(repository), two: await ours(repository, '', 2) });
    const first = rounds[0];
    if (!first) return;
    const { totals, commits } = first.one;
    const changed = totals.added + totals.deleted;
    line(basename(repository.replace(/\/repo$/, '')), `${commits} commits, ${changed} changed lines, ${totals.alive} alive`);
    line(
      'git log -p to nowhere',
      `${seconds(median(rounds.map(({ floor }) => floor.seconds)))}, CPU ${seconds(median(rounds.map(({ floor }) => floor.cpu)))}`,
    );
    const against = (name: string, runs: readonly { floor: Timed; run: Ours }[], target: string): void => {
      const [wall, cpu] = [
        median(runs.map(({ floor, run }) => run.seconds / floor.seconds)),
        median(runs.map(({ floor, run }) => run.cpu / floor.cpu)),
      ];
      const times = `${seconds(median(runs.map(({ run }) => run.seconds)))}, CPU ${seconds(median(runs.map(({ run }) => run.cpu)))}`;
      line(
        name,
        `${times}   ${wall.toFixed(2)} × of it (target ${target}), CPU ${cpu.toFixed(2)} ×; ours alone ${seconds(median(runs.map(({ run }) => run.own)))}`,
      );
    };
    against(
      'groundwork',
      rounds.map(({ floor, one }) => ({ floor, run: one })),
      '1.10 where it takes 5 s or more',
    );
    against(
      'groundwork, two shards',
      rounds.map(({ floor, two }) => ({ floor, run: two })),
      '0.75 on idle cores',
    );
    line(
      'peak memory',
      `${Math.max(...rounds.map(({ one }) => one.memory)).toFixed(0)} MB (target 400 MB), two shards ${Math.max(...rounds.map(({ two }) => two.memory)).toFixed(0)} MB`,
    );
    await ours(repository, state, 1, git('rev-parse', 'HEAD^'));
    const after = await ours(repository, state);
    const nothing = await ours(repository, state);
    line('second run, one new commit', `${seconds(after.seconds)}, CPU ${seconds(after.cpu)}, ${after.read} read (target 0.5 s)`);
    line('second run, nothing new', `${seconds(nothing.seconds)}, CPU ${seconds(nothing.cpu)}`);
    if (!values['no-theseus']) {
      // It asks for a repository with a folder of its own.
      const branch = 'measured';
      const copy = join(state, 'copy');
      execFileSync('git', ['clone', '--quiet', '--shared', repository, copy]);
      execFileSync('git', ['-C', copy, 'checkout', '--quiet', '-B', branch, git('rev-parse', 'HEAD')]);
      const most = Number(values['theseus-seconds']);
      const peer = await timed([theseus(), '--branch', branch, '--outdir', join(state, 'theseus'), '--procs', '1', '--quiet', copy], {
        most,
      });
      const ratio = peer.cpu / median(rounds.map(({ one }) => one.cpu));
      line(
        'git-of-theseus',
        `CPU ${peer.cut ? `more than ${seconds(peer.cpu)} (stopped)` : seconds(peer.cpu)}: ${peer.cut ? 'more than ' : ''}${ratio.toFixed(0)} × ours (target 50)`,
      );
    }
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
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
