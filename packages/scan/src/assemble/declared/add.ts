import type { Language, ServiceKind } from '@groundwork/blueprint';
import { isCompanion, isFileServer } from '../../catalog/images.ts';
import type { Component, ServiceDraft } from '../../languages/language.ts';
import { isForDevelopment, languageOfCommand } from '../../manifests/command.ts';
import { kindOfName } from '../../manifests/names.ts';
import { baseName, isUnder } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { kindOfUnit, meet, targetsOf } from './match.ts';
import { startOf } from './start.ts';
import type { Unit } from './units.ts';

/** Formats that name services. Others describe machines, images and tools around them. */
const naming: ReadonlySet<string> = new Set([
  'compose',
  'procfile',
  'render',
  'fly',
  'heroku',
  'railway',
  'digitalocean',
  'app-engine',
  'azd',
  'serverless',
  'cloudformation',
  'kubernetes',
  'dockerfile',
  'cog',
  'truss',
  'bento',
  'mlproject',
  'dvc',
  'supervisord',
]);

/** The service a unit declares that the code did not show, `null` when it is none of the repository's own. */
export function draftOf(
  unit: Unit,
  components: readonly Component[],
  drafts: readonly ServiceDraft[],
  repository: Repository,
): ServiceDraft | null {
  const { service, declaration, standing } = unit;
  if (standing !== 'production' && !(standing === 'variant' && declaration.format === 'compose')) return null;
  if (!naming.has(declaration.format) || (!unit.built && service.command === null)) return null;
  const image = service.image ?? '';
  if (image !== '' && isCompanion(image)) return null;
  const start = startOf(unit, null, repository);
  const stated = start?.path ?? service.path;
  // Without a folder and with an image it is somebody else's program.
  if (stated === null || (!unit.built && image !== '')) return null;
  const component = componentAt(
    stated,
    service.language ?? (service.command === null ? null : languageOfCommand(service.command)),
    components,
  );
  const language =
    component?.language ??
    service.language ??
    languageOfStart(start?.start ?? null) ??
    (image !== '' && isFileServer(image) ? 'static' : null);
  if (language === null) return null;
  if (image !== '' && isFileServer(image) && !service.copies.length && component === null) return null;
  // A folder without code of its own only packs what lies around it.
  const hasCode = holds(stated, language, repository);
  if (component === null && !hasCode) return null;
  const around = component !== null && component.path !== stated && isUnder(stated, component.path);
  const path = around && (!hasCode || ofPackage.test(start?.start ?? '')) ? component.path : stated;
  const kind = kindFor(unit, start?.start ?? null);
  const here = drafts.filter((draft) => draft.path === path || draft.component.path === path);
  if (declaration.format === 'dockerfile' && (here.length > 0 || drafts.some((draft) => isUnder(draft.path, path)) || start?.start == null))
    return null;
  if (start?.start != null && isForDevelopment(start.start) && here.some((draft) => draft.kind === kind || draft.language !== language))
    return null;
  if (repeats(unit, kind, here)) return null;
  return {
    name: nameFor(unit, stated),
    path,
    kind,
    language,
    framework: null,
    component: component ?? bare(path, language, unit),
    build: service.build,
    release: start?.release ?? [],
    start: start?.start ?? null,
    port: service.ports[0] ?? null,
    health: service.health,
    schedule: service.schedule,
    gpu: service.gpu ?? 'none',
    systemPackages: [],
    entries: entriesOf(unit, path, repository),
    evidence: [service.evidence],
  };
}

/** Commands that only work where the package's manifest is. */
const ofPackage = /^(npm|npx|yarn|pnpm|bunx?|bundle|poetry|uv|pipenv|composer|cargo|make|bin\/|rails|rake|php artisan|mix)\s/;

/** Another of the same kind in the same folder, started by the same thing, is a copy of it. */
function repeats(unit: Unit, kind: ServiceKind, here: readonly ServiceDraft[]): boolean {
  if (unit.declaration.format === 'serverless' || unit.declaration.format === 'cloudformation') return false;
  const targets = targetsOf(unit.service.command, unit.service.path);
  return here.some(
    (draft) =>
      draft.kind === kind && (targets.length === 0 || meet(targets, targetsOf(draft.start, draft.path))) && unit.service.command === null,
  );
}

function kindFor(unit: Unit, start: string | null): ServiceKind {
  const told = kindOfUnit(unit);
  if (told) return told;
  if (unit.service.ports.length > 0) return 'web';
  return kindOfName(unit.service.name) ?? (start === null || !unit.contained || unit.declaration.format === 'railway' ? 'web' : 'worker');
}

const languageOfStart = (start: string | null): Language | null => (start === null ? null : languageOfCommand(start));

/** The component whose folder it is, else the nearest around it, else the only one below. */
function componentAt(path: string, language: Language | null, components: readonly Component[]): Component | null {
  const fits = components.filter((component) => language === null || component.language === language);
  const here = fits.find((component) => component.path === path);
  if (here) return here;
  const below = fits.filter((component) => path !== '.' && isUnder(component.path, path));
  if (below.length === 1 && below[0]) return below[0];
  return fits.filter((component) => isUnder(path, component.path)).sort((a, b) => b.path.length - a.path.length)[0] ?? null;
}

const sources: Readonly<Record<Language, RegExp>> = {
  python: /\.(py|ipynb)$/,
  node: /\.[cm]?[jt]sx?$|(^|\/)package\.json$/,
  go: /\.go$/,
  java: /\.(java|kt|scala|groovy)$|\.jar$/,
  ruby: /\.(rb|ru)$|(^|\/)Gemfile$/,
  php: /\.php$/,
  rust: /\.rs$/,
  dotnet: /\.(cs|fs|vb)$|proj$/,
  static: /\.html?$/,
};

const holds = (path: string, language: Language, repository: Repository): boolean =>
  repository.filesUnder(path).some((file) => sources[language].test(file));

const bare = (path: string, language: Language, unit: Unit): Component => ({
  path,
  language,
  name: null,
  dependencies: new Map(),
  runtime: { version: unit.service.runtime, packageManager: null },
  install: [],
  includes: [],
  evidence: [unit.service.evidence],
});

function nameFor(unit: Unit, path: string): string {
  const { name } = unit.service;
  // `web` in a Procfile below the root says less than its folder.
  if (
    unit.declaration.format === 'dockerfile' ||
    name === '.' ||
    name === '' ||
    (unit.declaration.format === 'procfile' && path !== '.' && name === 'web')
  )
    return path === '.' ? 'app' : baseName(path);
  return /^[\w.-]{1,60}$/.test(name) ? name : name.replace(/[^\w.-]+/g, '-').slice(0, 60) || 'service';
}

function entriesOf(unit: Unit, path: string, repository: Repository): string[] {
  return unit.service.entries.flatMap((entry) => {
    if (repository.has(entry)) return [entry];
    const base = entry.includes('/') ? entry.slice(0, entry.lastIndexOf('/')) : '.';
    return repository
      .filesIn(base)
      .filter((file) => file.replace(/\.\w+$/, '') === entry && isUnder(file, path))
      .slice(0, 1);
  });
}
