import type { Component, Dependency } from '@groundwork/scan';
import { isCondaManifest } from '../conda.ts';
import type { Report, Rule, Whole } from '../rule.ts';

export const unpinnedDependencies: Rule = {
  id: 'unpinned-dependencies',
  title: 'Dependencies without a lockfile',
  severity: 'warning',
  help: `Without a lockfile each build takes the newest versions that fit. Two builds of the same commit are different programs, and one that
worked yesterday can fail today.

Commit a lockfile, or write exact versions.`,
  *inRepository(whole) {
    const seen = new Set<Component>();
    for (const service of whole.blueprint.services) {
      const component = whole.services.get(service.name)?.draft.component;
      if (!component || seen.has(component)) continue;
      seen.add(component);
      const report = reportFor(component, service.name, whole);
      if (report) yield report;
    }
  },
};

interface Locking {
  readonly locks: readonly string[];
  /** What makes the lockfile. */
  readonly command: string;
  isExact(version: string): boolean;
}

const exactNumber = /^[=v]*\s*\d+(\.\d+)+[\w.+-]*$/;

const locking: Readonly<Record<string, Locking>> = {
  python: {
    locks: ['uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock', 'pixi.lock', 'conda-lock.yml', 'pylock.toml', 'requirements.lock'],
    command: 'uv lock, or pip-compile',
    isExact: (version) => /^===?\s*[\w.!+-]+$/.test(version) || /^(git\+|https?:|file:|@|\.)/.test(version) || exactNumber.test(version),
  },
  node: {
    locks: ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb', 'deno.lock'],
    command: 'npm install --package-lock-only',
    isExact: (version) => exactNumber.test(version) || /^(file|link|workspace|git|https?|github)[:+]/.test(version),
  },
  ruby: { locks: ['Gemfile.lock', 'gems.locked'], command: 'bundle lock', isExact: (version) => exactNumber.test(version) },
  php: { locks: ['composer.lock'], command: 'composer update --no-install', isExact: (version) => exactNumber.test(version) },
};

function reportFor(component: Component, service: string, whole: Whole): Report | null {
  const rule = locking[component.language];
  if (!rule) return null;
  const folders = foldersUp(component.path);
  if (folders.some((folder) => rule.locks.some((name) => whole.repository.has(folder === '.' ? name : `${folder}/${name}`)))) return null;
  // Written by a tool that pins: requirements beside the ones that were asked for.
  if (
    component.language === 'python' &&
    whole.repository
      .filesIn(component.path)
      .some((path) => /(^|\/)requirements[\w.-]*\.txt$/.test(path) && isPinned(whole.file(path)?.text ?? ''))
  )
    return null;
  // pip among conda's is the installer, and no library of the program.
  const asked = [...component.dependencies.values()].filter(({ development, name }) => !development && name !== 'pip');
  const loose = asked.filter(({ version }) => version === null || !rule.isExact(version));
  const first = mostCommon(loose);
  const file = first && whole.file(first.evidence.file);
  if (!first || !file || isAside(file.path)) return null;
  const names = loose.slice(0, 5).map(({ name }) => name);
  return {
    file: file.path,
    range: file.rangeOnLine(first.evidence.line, first.name),
    service,
    severity: loose.length * 2 >= asked.length ? 'warning' : 'info',
    message: `${loose.length} of ${asked.length} dependencies of ${service} have no exact version and there is no lockfile: each build takes the newest, and may fail or behave differently without a change of yours.`,
    more: `${names.join(', ')}${loose.length > names.length ? ` and ${loose.length - names.length} more` : ''}. Make a lockfile with ${isCondaManifest(file) ? 'conda-lock' : rule.command}.`,
  };
}

function isPinned(text: string): boolean {
  const lines = text.split('\n').filter((line) => /^[A-Za-z]/.test(line));
  return lines.length > 0 && lines.every((line) => /===?|@/.test(line));
}

const isAside = (path: string): boolean => /\.lock$/.test(path);

/** The first of the manifest that has most of them. */
function mostCommon(all: readonly Dependency[]): Dependency | null {
  const counts = new Map<string, number>();
  for (const { evidence } of all) counts.set(evidence.file, (counts.get(evidence.file) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return all.find(({ evidence }) => evidence.file === most?.[0]) ?? null;
}

function foldersUp(folder: string): string[] {
  const parts = folder === '.' ? [] : folder.split('/');
  return [...parts.map((_part, at) => parts.slice(0, parts.length - at).join('/')), '.'];
}
