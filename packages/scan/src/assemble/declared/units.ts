import type { Property } from '@groundwork/blueprint';
import { isCompanion, isFileServer, isPooler } from '../../catalog/images.ts';
import { isTestRun } from '../../manifests/command.ts';
import { fill } from '../../manifests/compose/interpolate.ts';
import type { Declaration, DeclaredResource, DeclaredService, DeclaredVariable } from '../../manifests/declaration.ts';
import { kindOfName } from '../../manifests/names.ts';
import { resourcesOfServer } from '../../manifests/servers/server.ts';
import { baseName, folderOf, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { contextOf, holdsCode } from './context.ts';
import { insideImage } from './image-paths.ts';
import { composeSiblings, elsewhere, withSibling } from './siblings.ts';
import { rankOf, standingOf, standings, type Standing } from './standing.ts';

/** A service as one manifest has it, with what the files it names add: its Dockerfile, its files of variables. */
export interface Unit {
  readonly declaration: Declaration;
  readonly standing: Standing;
  readonly service: DeclaredService;
  /** Built from the repository, or run in a bare runtime on its files; otherwise only an image somebody published. */
  readonly built: boolean;
  /** Made of an image in which the program's own paths may differ from the repository's. */
  readonly contained: boolean;
}

export interface ResourceUnit {
  readonly declaration: Declaration;
  readonly standing: Standing;
  readonly resource: DeclaredResource;
}

export interface Deployment {
  /** Loudest first. */
  readonly units: readonly Unit[];
  readonly resources: readonly ResourceUnit[];
  /** Connection poolers, with the hosts they are told. */
  readonly poolers: readonly { readonly pooler: string; readonly behind: readonly string[] }[];
  /** Variables listed for no service, with the folder they are for. */
  readonly variables: readonly { readonly declaration: Declaration; readonly standing: Standing; readonly variable: DeclaredVariable }[];
}

const containers: ReadonlySet<string> = new Set(['compose', 'dockerfile', 'kubernetes', 'systemd', 'supervisord']);

/** Everything the manifests of a repository declare, joined where one names another. */
export function deploymentOf(repository: Repository): Deployment {
  const declarations = [...repository.declarations.values()]
    .map((declaration) => ({ declaration, standing: standingOf(declaration), rank: rankOf(declaration) }))
    .sort(
      (a, b) =>
        standings.indexOf(a.standing) - standings.indexOf(b.standing) || a.rank - b.rank || compare(a.declaration.file, b.declaration.file),
    );
  const dockerfiles = new Map(
    declarations.flatMap(({ declaration }) =>
      declaration.format === 'dockerfile' ? declaration.services.map((each) => [declaration.file, each] as const) : [],
    ),
  );
  const named = new Set<string>();
  const units: Unit[] = [];
  const resources: ResourceUnit[] = [];
  const poolers: { pooler: string; behind: readonly string[] }[] = [];
  const siblings = composeSiblings(declarations.map(({ declaration }) => declaration));
  for (const { declaration, standing } of declarations) {
    const values = valuesBeside(declaration, repository);
    for (const written of declaration.services) {
      if (declaration.format === 'dockerfile') continue;
      const whole = withSibling(written, declaration, siblings);
      const dockerfile = whole.dockerfile === null ? undefined : dockerfiles.get(whole.dockerfile);
      if (dockerfile) named.add(dockerfile.dockerfile ?? '');
      const base = dockerfile?.image ?? whole.image ?? '';
      const service = inWorkingFolder(filled(withFiles(dockerfile ? onImage(whole, dockerfile) : whole, repository), values), repository);
      if (base === elsewhere || isTestRun(service.command ?? '') || /(^|[-_])(tests?|e2e|lint)$/.test(service.name)) continue;
      const servers =
        (dockerfile || whole.image !== null) && service.language === null ? resourcesOfServer({ ...service, image: base }) : [];
      if (servers.length) {
        resources.push(...servers.map((resource) => ({ declaration, standing, resource })));
        continue;
      }
      if (base !== '' && isPooler(base))
        poolers.push({ pooler: service.name, behind: service.variables.flatMap(({ value }) => value ?? []) });
      if (base !== '' && isCompanion(base) && service.language === null && whole.path === null) continue;
      units.push({
        declaration,
        standing,
        service,
        built: whole.dockerfile !== null || whole.path !== null,
        contained: containers.has(declaration.format) || whole.dockerfile !== null,
      });
    }
    for (const resource of declaration.resources)
      resources.push({ declaration, standing, resource: { ...resource, values: filledValues(resource.values, values) } });
  }
  for (const { declaration, standing } of declarations) {
    if (declaration.format !== 'dockerfile' || named.has(declaration.file)) continue;
    for (const service of declaration.services) {
      if (service.image !== null && (isFileServer(service.image) || resourcesOfServer({ ...service, image: service.image }).length))
        continue;
      const path = contextOf(service, repository);
      if (path === null) continue;
      units.push({ declaration, standing, service: inWorkingFolder({ ...service, path }, repository), built: true, contained: true });
    }
  }
  const variables = declarations.flatMap(({ declaration, standing }) =>
    declaration.variables.map((variable) => ({ declaration, standing, variable })),
  );
  return { units, resources, poolers, variables };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What the image brings where the service itself says nothing. */
function onImage(service: DeclaredService, image: DeclaredService): DeclaredService {
  const own = new Set(service.variables.map(({ name }) => name));
  return {
    ...service,
    language: service.language ?? image.language,
    runtime: service.runtime ?? image.runtime,
    command: commandOn(service, image),
    ports: portsOn(service, image),
    health: service.health ?? image.health,
    systemPackages: [...new Set([...service.systemPackages, ...image.systemPackages])],
    variables: [
      ...service.variables,
      ...image.variables.filter(({ name }) => !own.has(name)).map((variable) => ({ ...variable, required: false })),
    ],
    volumes: service.volumes,
    workingFolder: service.workingFolder ?? image.workingFolder,
    image: image.image,
  };
}

/** A command is given to the image's entry point, unless that is replaced too. */
function commandOn(service: DeclaredService, image: DeclaredService): string | null {
  if (service.command === null) return image.command;
  return service.entrypoint === null && image.entrypoint !== null ? `${image.entrypoint} ${service.command}` : service.command;
}

/** Ports both sides know come first. A worker does not listen where the image's web server would. */
function portsOn(service: DeclaredService, image: DeclaredService): number[] {
  const kind = service.kind ?? kindOfName(service.name);
  if (service.ports.length === 0 && kind !== null && kind !== 'web') return [];
  const both = service.ports.filter((port) => image.ports.includes(port));
  return [...new Set([...both, ...(service.command === null ? [] : service.ports), ...image.ports, ...service.ports])];
}

/** An image of a whole repository that starts in one of its folders is the service of that folder. */
function inWorkingFolder(service: DeclaredService, repository: Repository): DeclaredService {
  const { path, workingFolder } = service;
  const inside = path === null || workingFolder === null ? null : insideImage(workingFolder, null);
  if (path === null || inside === null || inside === '') return service;
  const folder = within(path, inside);
  return folder !== null && folder !== path && holdsCode(folder, repository) ? { ...service, path: folder } : service;
}

function withFiles(service: DeclaredService, repository: Repository): DeclaredService {
  if (service.variableFiles.length === 0) return service;
  const known = new Map(service.variables.map((variable) => [variable.name, variable]));
  for (const file of service.variableFiles) {
    const listed = repository.declarations.get(file) ?? exampleBeside(file, repository);
    for (const variable of listed?.variables ?? [])
      if (variable.required !== false && !known.has(variable.name)) known.set(variable.name, variable);
  }
  return { ...service, variables: [...known.values()] };
}

/** `.env` is seldom kept; what is shown to be copied to it stands beside it. */
function exampleBeside(file: string, repository: Repository): Declaration | undefined {
  const folder = folderOf(file);
  const beside = repository
    .filesIn(folder)
    .filter(
      (path) =>
        path.startsWith(`${file}.`) ||
        new RegExp(`^${escaped(baseName(file))}[.\\-_](example|sample|template|dist|default)`).test(baseName(path)),
    );
  const any =
    beside.length || baseName(file) !== '.env'
      ? beside
      : repository.filesIn(folder).filter((path) => /(^|\/)\.?env[.\-_](example|sample|template|dist)/.test(path));
  return any.map((path) => repository.declarations.get(path)).find((each) => each?.format === 'dotenv');
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** What `${NAME}` in a compose file is filled in with: the `.env` beside it, else its example. */
function valuesBeside(declaration: Declaration, repository: Repository): (name: string) => string | null {
  if (declaration.format !== 'compose') return () => null;
  const folder = folderOf(declaration.file);
  const path = folder === '.' ? '.env' : `${folder}/.env`;
  const file =
    repository.declarations.get(path) ??
    exampleBeside(path, repository) ??
    repository.declarations.get('.env') ??
    exampleBeside('.env', repository);
  const known = new Map((file?.variables ?? []).map(({ name, value }) => [name, value]));
  return (name) => known.get(name) ?? null;
}

const filled = (service: DeclaredService, valueOf: (name: string) => string | null): DeclaredService => ({
  ...service,
  command: service.command === null ? null : fill(service.command, valueOf),
  variables: service.variables.map((variable) =>
    variable.value?.includes('${') ? { ...variable, value: fill(variable.value, valueOf) } : variable,
  ),
});

function filledValues(values: DeclaredResource['values'], valueOf: (name: string) => string | null): DeclaredResource['values'] {
  const found: Partial<Record<Property, string>> = {};
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries loses the key type of a record made here
  for (const [property, text] of Object.entries(values) as [Property, string][]) found[property] = fill(text, valueOf);
  return found;
}
