/**
 * Compares our shares of lines an assistant wrote, release by release, with those a repository publishes of itself:
 *   npm run bench:churn-releases -- REPOSITORY [--data aider/website/_data/blame.yml] [--exclude GLOB ...] [--release TAG]
 * The data and its rules are aider's (`scripts/blame.py` of Aider-AI/aider): lines of a release that were written since the one before, by
 * `git blame -M100 -C100 -C -C`, in the files it names; of these, the ones by commits that aider wrote. Ours come from one pass over all
 * commits and from what `gw churn` takes for evidence. Where they are more than 1 point apart, aider's own method is run here with our evidence:
 * then only what follows moved and copied blocks differs. `--release` prints the files of one release side by side.
 */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { accountFor } from '@groundwork/churn';
import { parse } from 'yaml';
import { z } from 'zod';
import { PublishedMethod } from './churn/published-method.ts';
import { countsOf, isCounted, type Counts } from './churn/release.ts';

const { values, positionals } = parseArgs({
  options: {
    data: { type: 'string', default: 'aider/website/_data/blame.yml' },
    exclude: { type: 'string', multiple: true, default: ['**/*.mp4', '.venv/**', '*.exe'] },
    release: { type: 'string' },
  },
  allowPositionals: true,
});

/** What aider publishes of each release. */
const publishedSchema = z.array(
  z.object({
    start_tag: z.string(),
    end_tag: z.string(),
    aider_percentage: z.number(),
    aider_total: z.number(),
    total_lines: z.number(),
    file_counts: z.record(z.string(), z.record(z.string(), z.number())),
  }),
);

const [repository] = positionals;
if (repository === undefined) {
  process.stderr.write('usage: npm run bench:churn-releases -- REPOSITORY\n');
  process.exitCode = 2;
} else await compare(resolve(repository));

async function compare(folder: string): Promise<void> {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 }).trim();
  const published = publishedSchema.parse(parse(git('show', `HEAD:${values.data}`)));
  const releases = published.map((told) => ({
    told,
    tip: git('rev-parse', `${told.end_tag}^{commit}`),
    own: new Set(git('rev-list', `${told.start_tag}..${told.end_tag}`).split('\n')),
  }));
  const byTip = new Map(releases.map((release) => [release.tip, release]));
  const counts = new Map<string, ReadonlyMap<string, Counts>>();
  const shas: string[] = [];
  const started = performance.now();
  const { account } = await accountFor(folder, {
    state: null,
    walk: 'all-commits',
    exclude: values.exclude,
    onCommit: ({ sha }, files) => {
      shas.push(sha);
      const release = byTip.get(sha);
      if (release)
        counts.set(
          sha,
          countsOf(files(), (index) => (release.own.has(shas[index] ?? '') ? (shas[index] ?? '') : null)),
        );
    },
  });
  const ai = new Set(account.attribution.commits.filter(({ class: name }) => name === 'ai').map(({ commit }) => commit));
  process.stdout.write(`${folder}: ${account.commits} commits read in ${((performance.now() - started) / 1000).toFixed(1)} s\n\n`);
  process.stdout.write('release        ours              published         difference\n');
  const differences: number[] = [];
  const method = new PublishedMethod(folder);
  let explained = 0;
  for (const { told, tip } of releases) {
    const files = counts.get(tip);
    if (!files) {
      process.stdout.write(`${told.end_tag.padEnd(10)} is not among the commits that lead to HEAD\n`);
      continue;
    }
    let [total, own] = [0, 0];
    for (const [path, lines] of files) {
      if (!isCounted(path)) continue;
      for (const [sha, count] of lines) {
        total += count;
        if (ai.has(sha)) own += count;
      }
    }
    const share = total === 0 ? 0 : (own / total) * 100;
    const difference = share - told.aider_percentage;
    differences.push(Math.abs(difference));
    const shown = (part: number, whole: number, percent: number): string =>
      `${percent.toFixed(2).padStart(6)} % ${part}/${whole}`.padEnd(22);
    process.stdout.write(
      `${told.end_tag.padEnd(10)} ${shown(own, total, share)} ${shown(told.aider_total, told.total_lines, told.aider_percentage)} ${difference.toFixed(2).padStart(7)}\n`,
    );
    if (Math.abs(difference) > 1) {
      const again = method.tally(told.start_tag, told.end_tag, ai);
      const percent = again.total === 0 ? 0 : (again.own / again.total) * 100;
      const isSame = Math.abs(percent - told.aider_percentage) <= 1;
      if (isSame) explained++;
      process.stdout.write(
        `           ${percent.toFixed(2).padStart(6)} % ${again.own}/${again.total} by its method here: ${isSame ? `moved and copied blocks make ${signed(again.own - own)} and ${signed(again.total - total)} lines` : 'not explained by moved and copied blocks'}\n`,
      );
    }
    if (told.end_tag === values.release) printFiles(files, told.file_counts, ai);
  }
  const within = (points: number): number => differences.filter((difference) => difference <= points).length;
  process.stdout.write(
    `\n${differences.length} releases; within 1 point ${within(1)}, within 2 ${within(2)}, within 5 ${within(5)}, furthest ${Math.max(...differences).toFixed(2)}\n` +
      `${differences.length - within(1)} further apart, ${explained} of them explained by moved and copied blocks\n`,
  );
  method.close();
}

function signed(lines: number): string {
  return lines > 0 ? `+${lines}` : String(lines);
}

function printFiles(
  files: ReadonlyMap<string, Counts>,
  told: Readonly<Record<string, Readonly<Record<string, number>>>>,
  ai: ReadonlySet<string>,
): void {
  const paths = [...new Set([...Object.keys(told), ...[...files.keys()].filter(isCounted)])].toSorted();
  for (const path of paths) {
    const theirs = Object.entries(told[path] ?? {});
    const ours = [...(files.get(path) ?? [])];
    const sum = (counts: readonly (readonly [string, number])[]): number => counts.reduce((lines, [, count]) => lines + count, 0);
    const [theirAll, ourAll] = [sum(theirs), sum(ours)];
    const theirOwn = sum(theirs.filter(([author]) => author.toLowerCase().includes('(aider)')));
    const ourOwn = sum(ours.filter(([sha]) => ai.has(sha)));
    if (theirAll === ourAll && theirOwn === ourOwn) continue;
    process.stdout.write(`    ${path}: ${ourOwn}/${ourAll}, published ${theirOwn}/${theirAll}\n`);
  }
}
