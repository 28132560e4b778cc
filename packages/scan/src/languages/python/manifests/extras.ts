import { baseName, folderOf } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import { normalName, type PythonManifest, type Requirement } from './manifest.ts';

/** Extras that only people who work on the project install. */
const development = /^(dev(elop(ment)?)?|tests?|testing|lint|docs?|typing|typecheck|ci|build|benchmarks?)$/;

/** Extras that a deployment installs whatever the instructions say. */
const production = /^(server|serve|prod|production|deploy|runtime)$/;

/** Extras of a project that its scripts install, or its instructions first: what they bring is there in a deployment. */
export function chosenExtras(manifest: PythonManifest, folder: string, repository: Repository): string[] {
  const offered = Object.keys(manifest.extras);
  if (offered.length === 0) return [];
  const chosen = new Set(offered.filter((name) => production.test(name)));
  const asked = askedFor(manifest.name);
  for (const path of new Set([...repository.filesIn(folder), ...repository.filesIn('.')])) {
    const readme = /^readme/i.test(baseName(path));
    if (!readme && !/^(makefile|justfile|dockerfile.*|.*\.sh)$/i.test(baseName(path))) continue;
    if (folderOf(path) !== folder && manifest.name === null) continue;
    for (const line of (repository.text(path) ?? '').split('\n')) {
      if (!/\[|--extra|--all-extras|-E /.test(line)) continue;
      const names = asked(line, offered).filter((name) => !development.test(name));
      for (const name of names) if (offered.includes(name)) chosen.add(name);
      // Further down a README come the choices.
      if (readme && names.some((name) => offered.includes(name))) break;
    }
  }
  return [...chosen].sort();
}

/** Reads the extras a line of a shell installs: `pip install .[all]`, `uv sync --extra gpu`, `poetry install -E gpu`. */
function askedFor(name: string | null): (line: string, offered: readonly string[]) => string[] {
  const own = name === null ? '' : `|${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[-_.]+/g, '[-_.]')}`;
  const bracketed = new RegExp(`(?:^|[\\s"'=])(?:\\.${own})\\[([\\w\\s,.-]+)\\]`, 'gi');
  return (line, offered) => [
    ...[...line.matchAll(bracketed)].flatMap((match) => (match[1] ?? '').split(',').map(normalName)),
    ...[...line.matchAll(/(?:--extra[= ]|-E )([\w.-]+)/g)].map((match) => normalName(match[1] ?? '')),
    ...[...line.matchAll(/--extras[= ]["']?([\w\s,.-]+?)["']?(?:\s-|$)/g)].flatMap((match) =>
      (match[1] ?? '').split(/[\s,]+/).map(normalName),
    ),
    ...(/\b(uv|poetry|pdm)\b.*--all-extras/.test(line) ? offered : []),
  ];
}

/** What extras bring, those they name of the project itself included. */
export function requirementsOf(manifest: PythonManifest, extras: readonly string[]): Requirement[] {
  const seen = new Set<string>(extras);
  const found: Requirement[] = [];
  for (const extra of seen) {
    for (const requirement of manifest.extras[extra] ?? []) {
      if (manifest.name !== null && requirement.name === normalName(manifest.name))
        for (const other of requirement.extras) seen.add(normalName(other));
      else found.push(requirement);
    }
  }
  return found;
}
