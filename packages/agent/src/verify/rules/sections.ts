import { parse as parseToml } from 'smol-toml';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** Parts of files that hold more than tests: only these parts of them may not change. */
interface Sections {
  readonly path: RegExp;
  readonly parts: (text: string, ran: Ran) => Readonly<Record<string, unknown>>;
}

/** What is run to prove something. */
export interface Ran {
  /** Scripts of a manifest, by name. */
  readonly scripts: readonly string[];
  /** Types may be checked too, as far as the commands say. */
  readonly types: boolean;
}

const record = z.record(z.string(), z.unknown()).catch({});
const runnerKeys = ['jest', 'vitest', 'mocha', 'ava', 'nyc', 'c8', 'tap', 'babel', 'config'];
const testScript = /^(pre|post)?(test|tests|check|ci|coverage|e2e|unit|verify|jest|vitest|mocha|type-?check|types|tsc)([:.-].*)?$/i;

function ofPackageJson(text: string, { scripts }: Ran): Readonly<Record<string, unknown>> {
  const manifest = record.parse(JSON.parse(text));
  const own = Object.entries(record.parse(manifest['scripts'])).filter(
    ([name]) => testScript.test(name) || scripts.includes(name.replace(/^(pre|post)/, '')),
  );
  return Object.fromEntries([...own.map(([name, run]) => [`scripts.${name}`, run]), ...runnerKeys.map((key) => [key, manifest[key]])]);
}

const at = (value: unknown, ...path: readonly string[]): unknown => path.reduce<unknown>((within, key) => record.parse(within)[key], value);

const testTools = ['pytest', 'coverage', 'tox', 'nox', 'poe', 'taskipy', 'pdm.scripts'];
const typeTools = ['mypy', 'pyright', 'basedpyright'];

function ofPyproject(text: string, { types }: Ran): Readonly<Record<string, unknown>> {
  const manifest = parseToml(text);
  const tools = [...testTools, ...(types || runsTypes.test(text) ? typeTools : [])].map((name) => [
    `tool.${name}`,
    at(manifest, 'tool', ...name.split('.')),
  ]);
  return Object.fromEntries([
    ...tools,
    ['tool.hatch.envs', at(manifest, 'tool', 'hatch', 'envs')],
    ['entry-points.pytest11', at(manifest, 'project', 'entry-points', 'pytest11')],
    ['plugins.pytest11', at(manifest, 'tool', 'poetry', 'plugins', 'pytest11')],
  ]);
}

/** Pytest checks types where one of its plugins is told to. */
const runsTypes = /--(mypy|pyright)\b/;

/** Sections of an INI file by name, each as it is written. */
function ofIni(text: string, { types }: Ran): Readonly<Record<string, unknown>> {
  const typesToo = types || runsTypes.test(text);
  const parts = text.split(/^\[([^\]\n]+)\]\s*$/m);
  const found: Record<string, string> = {};
  for (let index = 1; index < parts.length; index += 2) {
    const name = parts[index] ?? '';
    const body = (parts[index + 1] ?? '').trim();
    if (/^(tool:pytest|pytest|coverage:.*|testenv.*|tox|nosetests|aliases)$/.test(name) || (typesToo && name.startsWith('mypy')))
      found[name] = body;
    else if (/pytest11/.test(body)) found[name] = body;
  }
  return found;
}

function ofCargo(text: string): Readonly<Record<string, unknown>> {
  const manifest = parseToml(text);
  const flags = ['lib', 'bin'].map((name) => [name, JSON.stringify(manifest[name] ?? null).match(/"(test|harness|doctest)":\w+/g)]);
  return Object.fromEntries([...flags, ['test', manifest['test']], ['profile.test', at(manifest, 'profile', 'test')]]);
}

const kinds: readonly Sections[] = [
  { path: /(^|\/)(package|composer)\.json$/, parts: ofPackageJson },
  { path: /(^|\/)pyproject\.toml$/, parts: ofPyproject },
  { path: /(^|\/)setup\.cfg$/, parts: ofIni },
  { path: /(^|\/)Cargo\.toml$/, parts: ofCargo },
];

/** The parts about testing in which two versions of a file differ; all of it where one cannot be read. */
export function changedSections(path: string, before: string | null, after: string | null, ran: Ran): readonly string[] {
  const kind = kinds.find((each) => each.path.test(path));
  if (!kind) return [];
  const read = (text: string | null): Readonly<Record<string, unknown>> | null => {
    try {
      return text === null ? {} : kind.parts(text, ran);
    } catch {
      return null;
    }
  };
  const [was, is] = [read(before), read(after)];
  // Nobody can run a manifest that cannot be read: acceptance says so.
  if (was === null || is === null) return [];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => !isDeepStrictEqual(was[key], is[key]));
}

/** Runs tests and nothing else; whatever another command runs in turn may check types. */
const runner = /^\s*(\w+=\S*\s+)*((uv|poetry|pipenv|hatch) run\s+)?(python[\d.]*\s+-m\s+)?(pytest|py\.test|unittest|nose2?)\b[^;&|$`]*$/;

/** What commands run: scripts of a manifest (`npm run check`, `yarn verify`), and whether types may be checked. */
export function ranBy(commands: readonly string[], checksTypes: boolean): Ran {
  const scripts = commands.flatMap((command) =>
    [...command.matchAll(/\b(?:npm|pnpm|yarn|bun)\s+(?:run(?:-script)?\s+)?([\w:.-]+)/g)].map(([, name = '']) => name),
  );
  return { scripts, types: checksTypes || commands.some((command) => !runner.test(command) || runsTypes.test(command)) };
}
