import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readHistory, type History } from '../history/history.ts';
import { reportChurn } from '../report/report.ts';
import { day, firstDay, importHistory, type Fixture, type FixtureCommit } from '../testing/import.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-churn-bad-'));
const made: Fixture[] = [];
afterEach(() => made.splice(0).forEach((fixture) => fixture.remove()));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function make(commits: readonly FixtureCommit[]): Fixture {
  const fixture = importHistory(commits);
  made.push(fixture);
  return fixture;
}

const read = (path: string): Promise<History> => readHistory(path, { state: null });
const git = (...args: readonly string[]): void => void execFileSync('git', args, { stdio: 'pipe' });
const codes = ({ notes }: History): string[] => notes.map(({ code }) => code);

const logbook: readonly FixtureCommit[] = [
  { files: { log: 'first watch: all is well\nsecond watch: fog\n' } },
  { files: { log: 'first watch: all is well\nsecond watch: rain\nthird watch: calm\n' } },
  { files: { log: 'first watch: all is well\nthird watch: calm\n' } },
];
const totals = { added: 4, deleted: 2, alive: 2, transitions: 0 };

describe('histories that are not whole are refused', () => {
  test('no repository, no commits, no such revision', async () => {
    await expect(read(folder)).rejects.toMatchObject({ code: 'churn.not_a_repository', exit: 3 });
    await expect(read(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'churn.not_a_repository', exit: 3 });
    git('init', '--quiet', join(folder, 'new'));
    await expect(read(join(folder, 'new'))).rejects.toMatchObject({ code: 'churn.no_commits', exit: 3 });
    const { folder: there } = make(logbook);
    await expect(readHistory(there, { revision: 'no/such', state: null })).rejects.toMatchObject({ code: 'churn.no_commits' });
    await expect(readHistory(there, { revision: '--output=/tmp/x', state: null })).rejects.toMatchObject({ code: 'churn.no_commits' });
  });

  test('a shallow clone', async () => {
    git('clone', '--quiet', '--bare', '--depth=1', `file://${make(logbook).folder}`, join(folder, 'shallow'));
    await expect(read(join(folder, 'shallow'))).rejects.toMatchObject({ code: 'churn.shallow', exit: 3, fix: 'git fetch --unshallow' });
  });

  test('a partial clone, without fetching what it lacks', async () => {
    const { folder: origin } = make(logbook);
    git('-C', origin, 'config', 'uploadpack.allowFilter', 'true');
    git('-C', origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    const partial = join(folder, 'partial');
    git('clone', '--quiet', '--bare', '--filter=blob:none', `file://${origin}`, partial);
    const packs = (): string[] => readdirSync(join(partial, 'objects', 'pack'));
    const before = packs();
    await expect(read(partial)).rejects.toMatchObject({ code: 'churn.missing_objects', exit: 3 });
    expect(packs()).toEqual(before);
  });
});

describe('what would change the figures is passed over, and said', () => {
  test('grafts and replaced commits', async () => {
    const fixture = make(logbook);
    mkdirSync(join(fixture.folder, 'info'), { recursive: true });
    writeFileSync(join(fixture.folder, 'info', 'grafts'), `${fixture.commits[2]}\n`);
    fixture.git('replace', fixture.commits[2] ?? '', fixture.commits[0] ?? '');
    const history = await read(fixture.folder);
    expect(history.totals).toEqual(totals);
    expect(codes(history)).toEqual(['grafts', 'replaced']);
  });

  test('times that cannot be right', async () => {
    const times = [firstDay, 1, firstDay + day, 4_102_444_800, firstDay + 2 * day];
    const { folder: there } = make(times.map((time, index) => ({ files: { log: `watch ${index} of the night is over\n` }, time })));
    const history = await read(there);
    expect(codes(history)).toEqual(['time.backwards', 'time.old', 'time.later', 'time.future']);
    const { churn, survival } = reportChurn(history);
    expect(churn.ofChanged.churned).toBeLessThanOrEqual(churn.ofChanged.of);
    expect(survival.all.lines).toBe(5);
  });

  test('a file too large to be text', async () => {
    const large = Buffer.alloc(33 * 1024 * 1024, 'all is well on deck\n');
    const { folder: there } = make([
      { files: { log: 'x\n', large: { bytes: large } } },
      { files: { log: 'y\n', large: { bytes: large.subarray(20) } } },
    ]);
    expect((await read(there)).totals).toEqual({ added: 2, deleted: 1, alive: 1, transitions: 0 });
  });
});

describe('all commits, where they cannot be read or are not what they seem', () => {
  const all = (path: string): Promise<History> => readHistory(path, { state: null, walk: 'all-commits' });
  const night = 'first watch: all is well\n';
  const branches: readonly FixtureCommit[] = [
    { files: { log: night } },
    { files: { log: `${night}second watch: fog\n` }, parents: [0], time: 1 },
    { files: { log: `zero\n${night}` }, parents: [0], time: 4_102_444_800 },
    { files: { log: `zero\n${night}second watch: fog\n` }, parents: [1, 2], time: firstDay + 2 * day },
  ];

  test('shallow and partial clones, an empty repository', async () => {
    const { folder: origin } = make(branches);
    git('clone', '--quiet', '--bare', '--depth=1', `file://${origin}`, join(folder, 'shallow-all'));
    await expect(all(join(folder, 'shallow-all'))).rejects.toMatchObject({ code: 'churn.shallow', exit: 3 });
    git('-C', origin, 'config', 'uploadpack.allowFilter', 'true');
    git('clone', '--quiet', '--bare', '--filter=blob:none', `file://${origin}`, join(folder, 'partial-all'));
    await expect(all(join(folder, 'partial-all'))).rejects.toMatchObject({ code: 'churn.missing_objects', exit: 3 });
    git('init', '--quiet', join(folder, 'new-all'));
    await expect(all(join(folder, 'new-all'))).rejects.toMatchObject({ code: 'churn.no_commits', exit: 3 });
  });

  test('grafts, replaced commits, and clocks of 1970 and 2100', async () => {
    const fixture = make(branches);
    mkdirSync(join(fixture.folder, 'info'), { recursive: true });
    writeFileSync(join(fixture.folder, 'info', 'grafts'), `${fixture.commits[3]}\n`);
    fixture.git('replace', fixture.commits[3] ?? '', fixture.commits[0] ?? '');
    const history = await all(fixture.folder);
    expect(history.totals).toEqual({ added: 3, deleted: 0, alive: 3, transitions: 0 });
    expect(codes(history)).toEqual(['grafts', 'replaced', 'time.backwards', 'time.old', 'time.later', 'time.future']);
    expect(history.commits.at(-1)?.sha).toBe(history.head);
  });

  test('files too large to be text, changed by a branch and by the merge', { timeout: 120_000 }, async () => {
    const large = Buffer.alloc(33 * 1024 * 1024, 'all is well on deck\n');
    const at = (from: number): { bytes: Buffer } => ({ bytes: large.subarray(from) });
    const { folder: there } = make([
      { files: { large: at(0) } },
      { files: { large: at(20), log: night }, parents: [0] },
      { files: { large: at(0), note: 'x\n' }, parents: [0] },
      { files: { large: at(40), log: night, note: 'x\n' }, parents: [1, 2] },
    ]);
    expect((await all(there)).totals).toEqual({ added: 2, deleted: 0, alive: 2, transitions: 0 });
  });
});

describe('nothing of a repository runs, and nothing of it obeys', () => {
  const marks = join(folder, 'marks');
  beforeAll(() => mkdirSync(marks));

  test('drivers, filters, hooks, monitors, attributes and settings of a repository', async () => {
    const fixture = make([
      { files: { log: 'first\n', '.gitattributes': '* diff=evil filter=evil\n*.md binary\n', 'a.md': 'one\n' } },
      { files: { log: 'second\n', 'a.md': 'two\n' } },
    ]);
    const plain = (await read(fixture.folder)).totals;
    const program = (name: string): string => `sh -c 'touch ${join(marks, name)}'`;
    const settings = {
      'diff.external': program('external'),
      'diff.evil.command': program('command'),
      'diff.evil.textconv': program('textconv'),
      'filter.evil.clean': program('clean'),
      'core.fsmonitor': program('fsmonitor'),
      'core.pager': program('pager'),
      'core.sshCommand': program('ssh'),
      'core.hooksPath': marks,
      'core.attributesFile': join(fixture.folder, 'info', 'attributes'),
      'log.showRoot': 'false',
      'log.follow': 'true',
      'diff.noprefix': 'true',
      'diff.algorithm': 'patience',
      'diff.renames': 'false',
      'diff.context': '9',
      'diff.interHunkContext': '9',
      'color.ui': 'always',
      'log.showSignature': 'true',
      'format.pretty': '%x00%x01',
      'i18n.logOutputEncoding': 'UTF-16',
    };
    for (const [name, value] of Object.entries(settings)) fixture.git('config', name, value);
    mkdirSync(join(fixture.folder, 'info'), { recursive: true });
    writeFileSync(join(fixture.folder, 'info', 'attributes'), '* -diff\n* diff=evil\n');
    expect((await read(fixture.folder)).totals).toEqual(plain);
    expect(readdirSync(marks)).toEqual([]);
  });

  test('a setting that takes the place of git ends in an error, not in a program', async () => {
    const fixture = make(logbook);
    appendFileSync(
      join(fixture.folder, 'config'),
      '[alias]\n\tlog = !touch /nowhere\n\trev-parse = !touch /nowhere\n[include]\n\tpath = /nowhere\n',
    );
    expect((await read(fixture.folder)).totals).toEqual(totals);
    expect(existsSync('/nowhere')).toBe(false);
  });

  test('names that hold escapes, brackets and nothing at all', async () => {
    const names = ['\u001b]0;owned\u0007Ada', 'Ben "the bell" O\'Gull, Jr.', '😀', ''];
    const { folder: there } = make(
      names.map((author, index) => ({
        author,
        email: index === 2 ? '' : `hand${index}@harbour.example`,
        files: { log: `watch ${index}\n` },
      })),
    );
    const { authors } = await read(there);
    expect(authors.map(({ name }) => name)).toEqual(names);
  });

  test('.mailmap joins the names of one person', async () => {
    const mailmap = 'Ada Lovelace <ada@library.example> <countess@home.example>\n';
    const { folder: there } = make([
      { author: 'ada', email: 'countess@home.example', files: { log: 'one\n' } },
      { author: 'Ada Lovelace', email: 'ada@library.example', files: { log: 'two\n', '.mailmap': mailmap } },
    ]);
    expect(reportChurn(await read(there)).authors.map(({ name, commits }) => [name, commits])).toEqual([
      ['Ada Lovelace <ada@library.example>', 2],
    ]);
  });
});

test('lockfiles, vendored and generated files are left out, and counted when asked', async () => {
  const { folder: there } = make([
    {
      files: {
        'package-lock.json': '{\n}\n',
        'web/vendor/jquery.js': 'x\n',
        'api/types.gen.ts': 'y\n',
        'api/hand.ts': 'z\n',
        '.gitattributes': '*.gen.ts linguist-generated=true\n',
      },
    },
  ]);
  expect([...(await read(there)).tree.files.keys()]).toEqual(['.gitattributes', 'api/hand.ts']);
  expect((await readHistory(there, { state: null, everything: true })).tree.files.size).toBe(5);
  expect((await readHistory(there, { state: null, exclude: ['api/**'] })).tree.files.size).toBe(1);
});

test('what comes with a repository is not taken for what was read of it', async () => {
  const { folder: bare } = make(logbook);
  const clone = (name: string): string => {
    git('clone', '--quiet', bare, join(folder, name));
    return join(folder, name);
  };
  const [quay, pier] = [clone('quay'), clone('pier')];
  const keptIn = (top: string): string[] => readdirSync(join(top, '.groundwork', 'churn'));
  expect((await readHistory(quay)).read).toBe(3);
  expect((await readHistory(quay)).read).toBe(0);
  cpSync(join(quay, '.groundwork'), join(pier, '.groundwork'), { recursive: true });
  expect((await readHistory(pier)).read).toBe(3);
  expect(keptIn(pier)).toHaveLength(2);
  expect(keptIn(pier)).toEqual(expect.arrayContaining(keptIn(quay)));
});
