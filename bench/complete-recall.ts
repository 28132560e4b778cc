/**
 * Measures whether the completion shows a model what it is about to need:
 *   npm run bench:complete -- REPOSITORY... [--uses 300] [--seed 1] [--json]
 * A use is a name in code that means something declared in another file of the repository: imported, or of the same package in
 * languages whose files see each other (Go, Java). What it means is told by the scanner's parser and import rules, following files that
 * hand names on. It is held back: the line it stands on and all after it are hidden, from the ranking and from the index. Then the
 * context at that place is asked for; it is recalled when the declaration is among the first 20. `with imports` the file's import
 * statements stand as they are (`of imported`: of those uses alone that are imported); `without` they are taken out. Uses are drawn at random, at most 6 of a file. The peer is BM25 over the
 * same declarations, asked with the 20 lines before the cursor and the import statements.
 */
import { realpathSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { languageOf, rankDefinitions, SourceIndex, withoutImports, type Definition } from '@groundwork/complete';
import { WordSearch } from './complete/bm25.ts';
import { truthOf, type Use } from './complete/truth.ts';

const shown = 20;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    uses: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    misses: { type: 'boolean', default: false },
  },
});
if (positionals.length === 0) {
  process.stderr.write('usage: npm run bench:complete -- REPOSITORY... [--uses 300] [--seed 1] [--misses]\n');
  process.exitCode = 2;
}

const line = (...parts: readonly string[]): void =>
  void process.stdout.write(`${parts.map((part, at) => (at === 0 ? part.padEnd(12) : part.padStart(13))).join('')}\n`);
line('repository', 'uses', 'imported', 'with imports', 'of imported', 'without', 'BM25', 'tokens', 'p95 ms');
for (const each of positionals) await measure(realpathSync(each));

async function measure(dir: string): Promise<void> {
  const { texts, uses } = await truthOf(dir);
  const index = new SourceIndex();
  for (const [path, text] of texts) if (SourceIndex.reads(path)) index.put(path, 'whole', text);
  const search = new WordSearch([...index.paths].flatMap((path) => index.in(path)));
  const held = drawn(uses, Number(values.uses), Number(values.seed));
  let [withThem, ofImported, without, peer, tokens] = [0, 0, 0, 0, 0];
  const times: number[] = [];
  for (const use of held) {
    const text = texts.get(use.path) ?? '';
    const prefix = before(text, use.line);
    index.put(use.path, `held ${use.line}`, prefix);
    const started = performance.now();
    const ranked = rankDefinitions({ path: use.path, prefix, suffix: '' }, index).slice(0, shown);
    times.push(performance.now() - started);
    const definitions = ranked.map(({ definition }) => definition);
    const isFound = recalls(definitions, use);
    withThem += Number(isFound);
    ofImported += Number(isFound && use.by === 'import');
    if (!isFound && values.misses)
      process.stderr.write(`${use.path}:${use.line + 1} ${use.name} (${use.by}) ${use.declared.path}:${use.declared.line + 1}\n`);
    tokens += definitions.reduce((sum, each) => sum + each.text.length / 3.5, 0);
    const bare = withoutImports(prefix, languageOf(use.path)?.name ?? '');
    without += Number(
      recalls(
        rankDefinitions({ path: use.path, prefix: bare, suffix: '' }, index)
          .slice(0, shown)
          .map(({ definition }) => definition),
        use,
      ),
    );
    peer += Number(recalls(search.rank(query(prefix), use.path, shown), use));
    index.put(use.path, 'whole', text);
  }
  const share = (count: number, of = held.length): string => (of === 0 ? '-' : `${((100 * count) / of).toFixed(1)} %`);
  const imported = held.filter(({ by }) => by === 'import').length;
  const late = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
  line(
    dir.split('/').at(-1) ?? dir,
    String(held.length),
    String(imported),
    share(withThem),
    share(ofImported, imported),
    share(without),
    share(peer),
    (tokens / Math.max(1, held.length)).toFixed(0),
    late.toFixed(1),
  );
}

function recalls(definitions: readonly Definition[], { declared }: Use): boolean {
  return definitions.some(({ path, name }) => path === declared.path && name === declared.name);
}

/** The text before a line, and that line's indentation. */
function before(text: string, at: number): string {
  const lines = text.split('\n');
  return `${lines.slice(0, at).join('\n')}\n${/^\s*/.exec(lines[at] ?? '')?.[0] ?? ''}`;
}

function query(prefix: string): string {
  const lines = prefix.split('\n');
  return [...lines.slice(-20), ...lines.filter((each) => /^\s*(?:import|from|use)\b/.test(each))].join('\n');
}

/** Drawn at random, the same every time: at most six of a file. */
function drawn(uses: readonly Use[], most: number, seed: number): Use[] {
  let state = seed >>> 0;
  const random = (): number => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const perFile = new Map<string, number>();
  const shuffled = uses.map((use) => ({ use, key: random() })).toSorted((a, b) => a.key - b.key);
  const taken: Use[] = [];
  for (const { use } of shuffled) {
    const count = perFile.get(use.path) ?? 0;
    if (taken.length >= most || count >= 6) continue;
    perFile.set(use.path, count + 1);
    taken.push(use);
  }
  return taken;
}
