import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importHistory, type Fixture } from '../testing/import.fixture.ts';
import { seeded } from '../testing/random.fixture.ts';
import { globMatcher } from './globs.ts';
import { leftOut } from './left-out.ts';

const names = ['bread.txt', 'Loaf.TXT', 'a', 'ab', 'oven]', 'b[1].c', 'yeast*', 'q?', '.hidden', 'b\\c', 'painé', 'x-y', 'vendor', 'docs'];

describe('globs mean the paths that git says', () => {
  let fixture: Fixture;
  const paths = new Set<string>();
  beforeAll(() => {
    const random = seeded(7);
    while (paths.size < 300) {
      const parts = Array.from({ length: 1 + random.below(4) }, () => random.pick(names));
      const path = Buffer.from(parts.join('/'), 'utf8').toString('latin1');
      const inside = [...paths].some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`));
      if (!inside) paths.add(path);
    }
    fixture = importHistory([{ files: Object.fromEntries([...paths].map((path) => [path, 'x\n'])) }]);
  });
  afterAll(() => fixture.remove());

  const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
  const byGit = (globs: readonly string[]): string[] => {
    const out = globs.map((glob) => `:(exclude,glob)${glob}`);
    const listed = fixture.git('diff-tree', '-r', '-z', '--name-only', '--no-renames', emptyTree, 'HEAD', '--', ...out).toString('latin1');
    return listed.split('\0').filter(Boolean);
  };
  const kept = (globs: readonly string[]): string[] => [...paths].filter((path) => !globMatcher(globs)(path)).toSorted();

  const written = `bread.txt **/bread.txt a/** **/a/** a/**/ab *.txt **/*.txt **/*.[tT]* * ** a*/** ? **/? **/a?
    **/[!a] **/[^a]b **/[]] **/oven[]] **/[a-c] **/[c-a] **/b\\[1\\].c **/yeast\\* **/[[:alpha:]] **/q[?]
    **/[[:punct:]]hidden **/x[--/]y **/x[[:nope:]]y **/[a docs **/docs **/vendor/** vendor/*** a**b **b
    **/pain? **/pain?? **/painé **/b\\\\c a/*/ab **/**/a/**/b* **/\\a **/[\\a]b **/[a-] **/x[-]y`.split(/\s+/);
  it.each(written)('%s', (glob) => {
    expect(kept([glob])).toEqual(byGit([glob]).toSorted());
  });

  it('many together, those that are left out by default among them', () => {
    const globs = [...written.filter((glob) => glob.length > 7), ...Object.values(leftOut).flat()];
    expect(kept(globs)).toEqual(byGit(globs).toSorted());
  });

  it('made by chance', () => {
    const random = seeded(11);
    const pieces = ['*', '?', 'a', 'b', 'ab', '[a-x]', '[!v]', '.txt', 'bread', 'vendor', 'docs', 'x-y'];
    const different: string[] = [];
    for (let round = 0; round < 150; round++) {
      // Beside other characters two stars are one, says git, but at the end of a glob it does otherwise.
      const parts = Array.from({ length: 1 + random.below(4) }, () =>
        random.chance(0.2) ? '**' : Array.from({ length: 1 + random.below(2) }, () => random.pick(pieces)).join(''),
      );
      const glob = parts.join('/');
      if (kept([glob]).join('\0') !== byGit([glob]).toSorted().join('\0')) different.push(glob);
    }
    expect(different).toEqual([]);
  });
});
