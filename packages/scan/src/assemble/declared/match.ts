import type { ServiceKind } from '@groundwork/blueprint';
import { readImage } from '../../catalog/image-names.ts';
import type { ServiceDraft } from '../../languages/language.ts';
import { kindOfCommand } from '../../manifests/command.ts';
import { kindOfName } from '../../manifests/names.ts';
import { baseName, folderOf, isUnder, within } from '../../repository/paths.ts';
import type { Unit } from './units.ts';

/** Kinds that answer requests; the others wait for work or a time. */
const answering: ReadonlySet<ServiceKind> = new Set(['web', 'static', 'inference', 'function']);

const group = (kind: ServiceKind): string =>
  answering.has(kind)
    ? 'answering'
    : kind === 'training' || kind === 'job'
      ? 'once'
      : kind === 'worker' || kind === 'function'
        ? 'worker'
        : kind;

/** The kind a unit tells by itself: as stated, by its command, at last by its name. */
export function kindOfUnit({ service }: Unit): ServiceKind | null {
  return (
    service.kind ??
    (service.command === null ? null : kindOfCommand(service.command)) ??
    (service.ports.length ? null : kindOfName(service.name))
  );
}

const enough = 5;

/** Which inferred service each unit of one manifest is. Every draft is taken once per manifest: two services are not one. */
export function matchUnits(units: readonly Unit[], drafts: readonly ServiceDraft[], repositoryName: string): Map<Unit, ServiceDraft> {
  const pairs = units
    .flatMap((unit) => drafts.map((draft) => ({ unit, draft, score: scoreOf(unit, draft, drafts, units, repositoryName) })))
    .filter(({ score }) => score >= enough)
    .sort((a, b) => b.score - a.score);
  const found = new Map<Unit, ServiceDraft>();
  const taken = new Set<ServiceDraft>();
  for (const { unit, draft } of pairs) {
    if (found.has(unit) || taken.has(draft)) continue;
    found.set(unit, draft);
    taken.add(draft);
  }
  return found;
}

function scoreOf(unit: Unit, draft: ServiceDraft, drafts: readonly ServiceDraft[], units: readonly Unit[], repositoryName: string): number {
  const { service } = unit;
  // Hosts of sites build what browsers run.
  if (/^(netlify|vercel)$/.test(unit.declaration.format) && draft.language !== 'node' && draft.kind !== 'static') return -1;
  const kind = kindOfUnit(unit);
  const targets = targetsOf(service.command, service.path);
  const own = targetsOf(draft.start, draft.path);
  const sameTarget = meet(targets, own);
  const sameEntry = service.entries.some((entry) => draft.entries.some((each) => each === entry || each.replace(/\.\w+$/, '') === entry));
  const path = service.path;
  const alike = service.language === null ? drafts : drafts.filter((each) => each.language === service.language);
  const near = nearness(path, draft, alike);
  if (near === null && !sameEntry) return -1;
  if (
    service.language !== null &&
    service.language !== draft.language &&
    draft.language !== 'static' &&
    !(service.language === 'node' || service.language === 'static')
  )
    return -1;
  if (
    service.language !== null &&
    service.language !== draft.language &&
    path !== null &&
    path !== draft.path &&
    path !== draft.component.path
  )
    return -1;
  let score = near ?? 0;
  // Built from a folder above with a Dockerfile of its own folder.
  if (near !== null && path !== draft.path && service.dockerfile !== null && folderOf(service.dockerfile) === draft.path) score += 5;
  if (path !== null && startsWithin(service.command, path, draft.path)) score += 3;
  if (sameEntry) score += 5;
  if (sameTarget) score += 5;
  // Programs told apart by what they load are not the same.
  else if (
    targets.length > 0 &&
    own.length > 0 &&
    drafts.some((other) => other !== draft && meet(targets, targetsOf(other.start, other.path)))
  )
    score -= 5;
  if (kind !== null) score += group(kind) === group(draft.kind) ? (kind === draft.kind ? 3 : 2) : sameEntry ? -1 : -6;
  else if (service.ports.length > 0)
    score += draft.port !== null && service.ports.includes(draft.port) ? 2 : answering.has(draft.kind) ? 1 : -3;
  score += Math.max(names(service.name, draft), imageAlike(unit, draft, repositoryName)) + byTag(unit, draft, drafts);
  if (service.language === draft.language) score += 1;
  if (programOf([service.command ?? '', ...service.build].join(' '), draft)) score += 3;
  // What only serves files has nothing to be told.
  if (draft.kind === 'static' && service.kind !== 'static' && service.variables.length > 3) score -= 2;
  // Where both sides have but one, they are each other.
  if (near !== null && drafts.length === 1 && units.length === 1 && path !== null) score += 2;
  return score;
}

/** How near the folder a unit is built from is to a draft's; `null` when they lie apart. */
function nearness(path: string | null, draft: ServiceDraft, drafts: readonly ServiceDraft[]): number | null {
  if (path === null) return 0;
  if (path === draft.path) return 5;
  if (path === draft.component.path) return 4;
  const alone = drafts.filter((each) => isUnder(each.path, path)).length === 1;
  if (isUnder(draft.path, path)) return alone ? 4 : path === '.' ? 0 : 2;
  if (isUnder(path, draft.path)) return draft.path === '.' ? 0 : 1;
  return null;
}

/** Whether a command run in one folder starts something of a folder below it (`uvicorn backend.server:app`). */
export function startsWithin(command: string | null, path: string, below: string): boolean {
  if (command === null || path === below || !isUnder(below, path)) return false;
  const inside = path === '.' ? below : below.slice(path.length + 1);
  const module = inside.replaceAll('/', '.');
  return command
    .split(/[\s'"=]+/)
    .some((word) => word.startsWith(`${inside}/`) || word.startsWith(`./${inside}/`) || word.startsWith(`${module}.`));
}

const plain = (name: string): string => name.toLowerCase().replace(/[-_.\s]+/g, '-');

const common = /^(app|web|api|server|service|main|default|site|default-service|worker)$/;

/** Names alike: the same, or one within the other. An image's name counts like the service's. */
function names(name: string, draft: ServiceDraft): number {
  const unit = plain(name);
  const others = [draft.name, draft.component.name ?? '', draft.path === '.' ? '' : baseName(draft.path)].filter(Boolean).map(plain);
  if (others.includes(unit)) return common.test(unit) ? 2 : 4;
  const words = new Set(unit.split('-'));
  return others.some((other) => other.split('-').some((word) => word.length > 2 && words.has(word) && !common.test(word))) ? 1 : 0;
}

/** The program that is run is named after what is built, or a workspace's tool is told which of its parts (`--filter=@tea/kettle`). */
function programOf(command: string, draft: ServiceDraft): boolean {
  if (command.length > 4000) return false;
  const part = /(?:--filter|--workspace|--scope|-w|-F|workspace|--project|--package|-p)[= ]+["']?([@\w./-]+)/.exec(command)?.[1];
  if (
    part !== undefined &&
    [draft.component.name, draft.path, `./${draft.path}`, baseName(draft.path)].some(
      (name) => name !== null && (name === part || part.endsWith(`/${name}`)),
    )
  )
    return true;
  const own = [draft.name, draft.component.name ?? ''].filter(Boolean).map(plain);
  return [...command.matchAll(/(?:^|[\s&;|])(?:\.\/|\/[\w./-]*\/)?([\w-]+)(?=\s|$)/g)]
    .slice(0, 20)
    .some((match) => own.includes(plain(match[1] ?? '')));
}

/** An image published under the repository's, the component's or the folder's name is made of it. */
function imageAlike({ service, built }: Unit, draft: ServiceDraft, repositoryName: string): number {
  if (built || service.image === null) return 0;
  const name = plain(readImage(service.image).name);
  const parts = name.split('/').slice(-2);
  const own = [draft.component.name ?? '', draft.name, draft.path === '.' ? repositoryName : baseName(draft.path)]
    .map(plain)
    .filter((each) => each.length > 2 && !common.test(each));
  return own.some((each) => parts.some((part) => part === each || part.endsWith(`-${each}`) || part.startsWith(`${each}-`))) ? 4 : 0;
}

/** One repository of images may hold several services, told apart by their tags: `tea/shop:frontend`. */
function byTag({ service, built }: Unit, draft: ServiceDraft, drafts: readonly ServiceDraft[]): number {
  const tag = built || service.image === null ? null : readImage(service.image).tag;
  if (tag === null) return 0;
  const named = (each: ServiceDraft): boolean =>
    plain(tag) === plain(each.name) || (each.path !== '.' && plain(tag) === plain(baseName(each.path)));
  return named(draft) ? 3 : drafts.some(named) ? -5 : 0;
}

/** Modules, files and scripts a command line names: what it starts, whatever starts it. */
export function targetsOf(command: string | null, path: string | null): string[] {
  if (command === null || command.length > 4000) return [];
  const found = new Set<string>();
  for (const [word] of command.matchAll(/[\w./-]+(?::[\w()]+)?/g)) {
    const plainWord = word.replace(/^\.?\//, '').replace(/^(app|code|src|usr\/src\/app)\//, '');
    if (/\.(py|[cm]?[jt]sx?|rb|php|go|jar|dll|ipynb)$/.test(plainWord)) found.add(plainWord.split('/').at(-1) ?? plainWord);
    else if (/^[\w.]+:\w+/.test(plainWord))
      found.add(within(path ?? '.', (plainWord.split(':')[0] ?? plainWord).replaceAll('.', '/')) ?? plainWord);
  }
  const script = /\b(?:npm|pnpm|yarn|bun)(?:\s+run)?\s+(?:-\S+\s+)*([\w:-]+)/.exec(command)?.[1];
  if (script && script !== 'start' && script !== 'run') found.add(`script ${script}`);
  const task = /\b(?:manage\.py|artisan|rails|rake|bin\/rails|console)\s+([\w:-]+)/.exec(command)?.[1];
  if (task) found.add(`task ${task}`);
  return [...found].filter((each) => each !== 'manage.py');
}

/** Whether two lists name one thing: the same, or one from a folder further out. */
export const meet = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((a) => others.some((b) => a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`)));
