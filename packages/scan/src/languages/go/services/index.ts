import type { Repository } from '../../../repository/repository.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { commandsOf, rolesOf, type Roles } from './commands.ts';
import { programsOf, type Program } from './programs.ts';
import { migrationsOf } from './release.ts';
import { servedBy, type Served } from './web.ts';
import { functionOf, workOf, type Works } from './work.ts';

interface Judged {
  readonly program: Program;
  readonly roles: Roles;
  readonly served: Served | null;
  readonly works: Works | null;
}

/** What of a Go module runs: its programs that serve, work or wait to be called. */
export function goServices(component: Component, repository: Repository): ServiceDraft[] {
  const programs = programsOf(component, repository);
  const migrating = programs.filter((program) => isMigration(program.name));
  const judged = programs
    .filter((program) => !migrating.includes(program))
    .map((program): Judged => ({
      program,
      roles: rolesOf(commandsOf(program), program),
      served: servedBy(program),
      works: functionOf(program) ?? workOf(program),
    }));
  const running = judged.filter(({ served, works }) => served ?? works);
  const [before] = migrating;
  const release = before ? [binary(before)] : [];
  const drafts = running.flatMap((each) => servicesOf(each, running.length === 1, release));
  const build = before ? [buildOf(before)] : [];
  return unique(drafts).map((draft) =>
    draft.release.some((each) => release.includes(each)) ? { ...draft, build: [...draft.build, ...build] } : draft,
  );
}

const isMigration = (name: string): boolean => /^(db-?|run-?)?(migrat(e|or|ion|ions)|schema|seed(er)?)(-?db)?$/i.test(name);

function servicesOf(judged: Judged, only: boolean, release: readonly string[]): ServiceDraft[] {
  const { program, roles, served, works } = judged;
  const path = pathOf(program);
  const command = binary(program);
  const prepared = release.length ? release : roles.migrate ? [`${command} ${roles.migrate}`] : migrationsOf(program);
  const common = {
    path,
    language: 'go' as const,
    component: program.component,
    build: [buildOf(program)],
    gpu: 'none' as const,
    systemPackages: [],
    entries: only ? [] : program.own.map((module) => module.path),
    schedule: null,
    health: null,
    port: null,
    release: [],
  };
  const start = roles.serve ? `${command} ${roles.serve}` : command;
  const evidence = { file: program.entry.path, line: program.line, why: `the program ${program.name}`, confidence: 0.9 };
  const drafts: ServiceDraft[] = [];
  const isFunction = works?.kind === 'function';
  if (served && !isFunction && !(served.aside && works && works.evidence.confidence > 0.8 && works.kind === 'worker'))
    drafts.push({
      ...common,
      name: program.name,
      kind: 'web',
      framework: served.framework,
      release: prepared,
      start,
      port: served.port,
      health: served.health,
      evidence: [served.evidence, evidence],
    });
  else if (works)
    drafts.push({
      ...common,
      name: program.name,
      kind: works.kind,
      framework: works.framework,
      schedule: works.schedule,
      start,
      port: served?.port ?? null,
      health: served?.health ?? null,
      evidence: [works.evidence, evidence],
    });
  for (const [kind, role] of [
    ['worker', roles.worker],
    ['scheduler', roles.scheduler],
  ] as const)
    if (role && drafts.some((draft) => draft.kind === 'web'))
      drafts.push({
        ...common,
        name: role.name,
        kind,
        framework: works?.kind === kind ? works.framework : null,
        start: `${command} ${role.name}`,
        evidence: [{ file: role.module.path, line: role.line, why: `the command ${role.name}`, confidence: 0.85 }],
      });
  return drafts;
}

/** Programs below `cmd` belong to the folder around it; any other folder with a program of its own is its own service. */
export function pathOf({ folder, component }: Pick<Program, 'folder' | 'component'>): string {
  const inside = component.path === '.' ? folder : folder === component.path ? '.' : folder.slice(component.path.length + 1);
  if (inside === '.') return component.path;
  const parts = inside.split('/');
  const at = parts.findIndex((part) => /^(cmd|main|src|bin|app|server)$/.test(part));
  const kept = at < 0 ? parts : parts.slice(0, at);
  const own = kept.length === 0 ? [] : kept;
  return [...(component.path === '.' ? [] : [component.path]), ...own].join('/') || '.';
}

const binary = (program: Program): string => `./bin/${program.name}`;

function buildOf(program: Program): string {
  const path = pathOf(program);
  const target = program.folder === path ? '.' : `./${path === '.' ? program.folder : program.folder.slice(path.length + 1)}`;
  return `go build -o bin/${program.name} ${target}`;
}

function unique(services: readonly ServiceDraft[]): ServiceDraft[] {
  const seen = new Map<string, number>();
  return services.map((service) => {
    const count = seen.get(service.name) ?? 0;
    seen.set(service.name, count + 1);
    return count === 0 ? service : { ...service, name: `${service.name}-${count + 1}` };
  });
}
