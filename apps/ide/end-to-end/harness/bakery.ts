import { scriptedModel, type ScriptedModel, type ScriptedTurn } from '@groundwork/gateway/testing';
import { folderOf, git, type Folder } from './folder.ts';

const files = {
  'package.json': '{\n  "name": "bakery",\n  "type": "module",\n  "scripts": { "test": "node --test" }\n}\n',
  'oven.js': `const degrees = 180;

/** Degrees the oven bakes at. */
export const heat = () => degrees;

if (import.meta.main) console.log(heat());
`,
  'test/oven.test.js': [
    "import assert from 'node:assert/strict';",
    "import test from 'node:test';",
    "import { heat } from '../oven.js';",
    '',
    "test('the oven is warm', () => assert.ok(heat() > 100));",
    '',
  ].join('\n'),
  'recipes/rye.md': '# Rye\n\nRest for two hours, then bake at 180 degrees for forty minutes.\n',
};

/** A bakery in a repository of its own, its oven too cold. */
export function openBakery(): Folder {
  const folder = folderOf('bakery', files);
  git(folder.dir, 'init', '-q', '-b', 'main');
  git(folder.dir, 'config', 'user.name', 'Ada Quay');
  git(folder.dir, 'config', 'user.email', 'ada@example.org');
  git(folder.dir, 'add', '.');
  git(folder.dir, 'commit', '-q', '-m', 'A bakery');
  return folder;
}

export interface Baker {
  readonly model: ScriptedModel;
  /** Lets it say what it waits to say at a point of its work. */
  readonly go: (point: Point) => void;
  /** Once it waits there. */
  readonly at: (point: Point) => Promise<void>;
}

/** Where the model waits, so that a person can look and act: a turn of the work each. */
export type Point = 'oven' | 'test' | 'recipe';

/** A model that makes the oven hotter in three steps, and waits before each until it is told to go on. */
export async function openBaker(): Promise<Baker> {
  const points = new Map(
    (['oven', 'test', 'recipe'] as const).map((point) => [
      point,
      { reached: Promise.withResolvers<void>(), go: Promise.withResolvers<void>() },
    ]),
  );
  const done = new Set<Point>();
  const bash = (command: string, text = ''): ScriptedTurn => ({ text, tools: [{ name: 'bash', input: { command } }] });
  const edit = (path: string, old_text: string, new_text: string, text = ''): ScriptedTurn => ({
    text,
    tools: [{ name: 'edit', input: { path, old_text, new_text } }],
  });
  const boxes = (...states: readonly string[]): string =>
    ['Bake at 220 in oven.js', 'A test that says so', 'The recipe: half an hour']
      .map((step, at) => `- [${states[at] ?? ' '}] ${step}`)
      .join('\n');
  const works: Readonly<Record<Point, ScriptedTurn>> = {
    oven: edit('oven.js', 'degrees = 180', 'degrees = 220', boxes('~')),
    test: edit(
      'test/oven.test.js',
      "import { heat } from '../oven.js';\n",
      "import { heat } from '../oven.js';\n\ntest('the oven bakes at 220', () => assert.equal(heat(), 220));\n",
      boxes('x', '~'),
    ),
    recipe: edit('recipes/rye.md', '180 degrees for forty minutes', '220 degrees for half an hour', boxes('x', 'x', '~')),
  };
  const model = await scriptedModel(async ({ messages, ended }) => {
    const from = messages.findLastIndex(({ role }) => role === 'user');
    const asked = messages[from]?.text ?? '';
    const steps = messages.slice(from).filter(({ role }) => role === 'tool').length;
    if (asked.includes('This turn is for planning')) {
      if (asked.includes('was not approved')) return { text: boxes() };
      return [bash('cat oven.js'), { text: '1. Bake at 220 in oven.js\n2. The recipe: half an hour' }][steps] ?? {};
    }
    for (const [point, { reached, go }] of points) {
      if (done.has(point)) continue;
      reached.resolve();
      // Whoever was interrupted, stopped or killed meanwhile hears nothing of it: it is said to the next.
      if ((await Promise.race([go.promise, ended])) === 'gone') return {};
      done.add(point);
      return works[point];
    }
    return messages.at(-1)?.text.includes('# pass') ? { text: `${boxes('x', 'x', 'x')}\n\nIt bakes at 220.` } : bash('npm test');
  });
  return {
    model,
    go: (point) => points.get(point)?.go.resolve(),
    at: async (point) => points.get(point)?.reached.promise,
  };
}
