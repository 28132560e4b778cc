import type { Evidence } from '@groundwork/blueprint';
import { posix } from 'node:path';
import { z } from 'zod';
import { checkRules, checkScripts, checkTargets, type CheckRule } from '../catalog/checks.ts';
import { componentsOf } from '../languages/index.ts';
import type { Component } from '../languages/language.ts';
import { runBinary, runScript } from '../languages/node/services/scripts.ts';
import { baseName, isUnder } from '../repository/paths.ts';
import type { Repository } from '../repository/repository.ts';
import type { Tree } from '../tree/tree.ts';

/** A command of the repository's own that checks its code. */
export interface RepositoryCheck {
  readonly kind: 'tests' | 'types';
  /** The program: `pytest`, `vitest`, `tsc`. */
  readonly name: string;
  readonly run: string;
  /** Folder it runs in, `.` for the root. */
  readonly in: string;
  /** Runs one test file, given from the root; `null` where the program cannot. */
  one(path: string): string | null;
  /** Whether a file, existing or not, is one that it runs. */
  runs(path: string): boolean;
  readonly evidence: Evidence;
}

/** How the repository is tested and its types checked, by component; a Makefile's target only where nothing else says so. */
export function repositoryChecks(repository: Repository, tree: Tree): readonly RepositoryCheck[] {
  const components = componentsOf(repository);
  const found = components.flatMap((component) =>
    (['tests', 'types'] as const).flatMap((kind) => checkOf(kind, component, components, repository, tree) ?? []),
  );
  return found.some(({ kind }) => kind === 'tests') ? found : [...targetsOf(repository, tree), ...found];
}

interface Place {
  readonly component: Component;
  /** Files directly in its folder, by name. */
  readonly names: readonly string[];
  /** Files of it and of no component within it. */
  readonly below: readonly string[];
  read(name: string): string | null;
}

function checkOf(
  kind: CheckRule['kind'],
  component: Component,
  components: readonly Component[],
  repository: Repository,
  tree: Tree,
): RepositoryCheck | null {
  const within = components.filter(({ path }) => path !== component.path && isUnder(path, component.path));
  const place: Place = {
    component,
    names: repository.filesIn(component.path).map(baseName),
    below: repository.filesUnder(component.path).filter((path) => !within.some((other) => isUnder(path, other.path))),
    read: (name) => tree.read(posix.join(component.path, name))?.text ?? null,
  };
  const rules = checkRules.filter((rule) => rule.language === component.language && rule.kind === kind);
  const [first] = rules.flatMap((rule) => {
    const evidence = usedIn(place, rule);
    return evidence ? [{ rule, evidence }] : [];
  });
  const script = scriptOf(kind, place);
  if (!first && !script) return null;
  const rule = first?.rule ?? null;
  const fill = (command: string, file: string): string => filled(command, place, file);
  return {
    kind,
    name: rule?.name ?? script?.script ?? kind,
    run: script?.run ?? fill(rule?.command ?? '', ''),
    in: component.path,
    one: (path) => {
      const inside = posix.relative(component.path, path);
      return rule?.one && isPlain(inside) ? fill(rule.one, inside) : null;
    },
    runs: (path) => rule !== null && isUnder(path, component.path) && rule.files.test(path),
    evidence: script?.evidence ?? first?.evidence ?? { file: component.path, line: 1, why: kind, confidence: 0.5 },
  };
}

/** Nothing that a shell would take for more than a name, and nothing outside. */
const isPlain = (path: string): boolean => /^(?!\.\.\/|-)[\w@+./[\]-]+$/.test(path);

function usedIn(place: Place, { when, with: besides, name }: CheckRule): Evidence | null {
  const file = (pattern: RegExp | undefined): string | undefined => pattern && place.names.find((each) => pattern.test(each));
  const below = (pattern: RegExp | undefined): string | undefined => pattern && place.below.find((each) => pattern.test(each));
  if (besides && !(file(besides.file) ?? below(besides.below))) return null;
  const said = (path: string, line: number, confidence: number): Evidence => ({ file: path, line, why: `${name} checks it`, confidence });
  const dependency = when.dependency?.flatMap((each) => place.component.dependencies.get(each) ?? [])[0];
  if (dependency) return { ...dependency.evidence, why: `depends on ${dependency.name}` };
  const direct = file(when.file);
  if (direct !== undefined) return said(posix.join(place.component.path, direct), 1, 0.9);
  for (const [path, text] of when.says ?? []) {
    const content = place.read(path);
    const at = content === null ? -1 : content.search(text);
    if (content !== null && at >= 0) return said(posix.join(place.component.path, path), content.slice(0, at).split('\n').length, 0.9);
  }
  const deeper = below(when.below);
  return deeper === undefined ? null : said(deeper, 1, 0.7);
}

const scripts = z.object({ scripts: z.record(z.string(), z.unknown()).catch({}) });

interface Script {
  readonly script: string;
  readonly run: string;
  readonly evidence: Evidence;
}

/** The script that the authors check their code with. */
function scriptOf(kind: CheckRule['kind'], { component, read }: Place): Script | null {
  const file = { node: 'package.json', php: 'composer.json' }[component.language as string];
  const text = file === undefined ? null : read(file);
  if (file === undefined || text === null) return null;
  let all: Record<string, unknown>;
  try {
    all = scripts.parse(JSON.parse(text.replace(/^\uFEFF/, ''))).scripts;
  } catch {
    return null; // The scan has noted that it is broken.
  }
  const entries = Object.entries(all).map(([name, value]) => [name, Array.isArray(value) ? value.join(' && ') : String(value)] as const);
  const [found] = checkScripts
    .filter((each) => each.kind === kind)
    .flatMap(({ name, unlike }) =>
      entries.filter(([key, value]) => name.test(key) && !unlike.test(value)).toSorted(([a], [b]) => rank(a) - rank(b)),
    );
  if (!found) return null;
  const [script, value] = found;
  const plain =
    component.language === 'php'
      ? `composer ${script}`
      : script === 'test' && component.runtime.packageManager !== 'bun'
        ? `${component.runtime.packageManager ?? 'npm'} test`
        : runScript(component, script);
  const line = text.slice(0, Math.max(0, text.indexOf(`"${script}"`))).split('\n').length;
  return {
    script,
    // It waits for changes of files unless it is told that nobody is there.
    run: /react-scripts\s+test/.test(value) ? `CI=true ${plain}` : plain,
    evidence: { file: posix.join(component.path, file), line, why: `script \`${script}\``, confidence: 0.95 },
  };
}

const usual = ['test', 'typecheck', 'type-check'];
const rank = (script: string): number => (usual.includes(script) ? usual.indexOf(script) : usual.length);

const runners: Readonly<Record<string, string>> = {
  uv: 'uv run ',
  poetry: 'poetry run ',
  pdm: 'pdm run ',
  pipenv: 'pipenv run ',
  hatch: 'hatch run ',
};

function filled(command: string, { component, names }: Place, file: string): string {
  const manager = component.runtime.packageManager ?? '';
  const run = (): string => {
    if (component.language === 'node') return runBinary(component, '');
    if (component.language === 'python') return runners[manager] ?? 'python -m ';
    return component.language === 'ruby' ? 'bundle exec ' : component.language === 'php' ? 'vendor/bin/' : '';
  };
  return command
    .replaceAll('{run}', run)
    .replaceAll('{python}', () => (runners[manager] ? `${runners[manager]}python ` : 'python '))
    .replaceAll('{mvn}', () => (names.includes('mvnw') ? './mvnw' : 'mvn'))
    .replaceAll('{gradle}', () => (names.includes('gradlew') ? './gradlew' : 'gradle'))
    .replaceAll('{file}', () => file)
    .replaceAll('{folder}', () => posix.dirname(file))
    .replaceAll('{class}', () => baseName(file).replace(/\.\w+$/, ''));
}

function targetsOf(repository: Repository, tree: Tree): readonly RepositoryCheck[] {
  const [found] = checkTargets.flatMap(({ kind, file, target, command }) => {
    const path = repository.filesIn('.').find((each) => file.test(each));
    const text = path === undefined ? undefined : tree.read(path)?.text;
    const match = text === undefined ? null : target.exec(text);
    if (path === undefined || text === undefined || !match?.[1]) return [];
    const line = text.slice(0, match.index).split('\n').length;
    const evidence = { file: path, line, why: `target \`${match[1]}\``, confidence: 0.8 };
    return [{ kind, name: baseName(path), run: command.replace('$1', match[1]), in: '.', one: () => null, runs: () => false, evidence }];
  });
  return found ? [found] : [];
}
