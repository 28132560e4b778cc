import type { Repository } from '../../../repository/repository.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { programsOf, type Program } from './programs.ts';
import { binaryOf, releaseOf, subcommand } from './release.ts';
import { servedBy } from './web.ts';
import { functionOf, workOf } from './work.ts';

/** What of a crate runs: its binaries that serve, work or wait to be called. */
export function rustServices(component: Component, repository: Repository): ServiceDraft[] {
  const programs = programsOf(component, repository);
  const drafts = programs.flatMap((program) => serviceOf(program, programs.length));
  return drafts;
}

function serviceOf(program: Program, count: number): ServiceDraft[] {
  const { component, name, entry, line } = program;
  const works = functionOf(program);
  const served = works ? null : servedBy(program);
  const waits = works ?? (served ? null : workOf(program));
  if (!served && !waits) return [];
  const command = binaryOf(program);
  const serve = served ? subcommand(program, /^(serve|server|start|run|web|api|http)$/i) : null;
  const common = {
    path: component.path,
    language: 'rust' as const,
    component,
    build: [count > 1 ? `cargo build --release --bin ${name}` : 'cargo build --release'],
    gpu: 'none' as const,
    systemPackages: systemPackages(component),
    entries: count > 1 ? [entry.path] : [],
    schedule: null,
    start: serve ? `${command} ${serve}` : command,
    name,
  };
  const evidence = { file: entry.path, line, why: `the program ${name}`, confidence: 0.9 };
  if (served)
    return [
      {
        ...common,
        kind: 'web',
        framework: served.framework,
        release: releaseOf(program, command),
        port: served.port,
        health: served.health,
        evidence: [served.evidence, evidence],
      },
    ];
  return waits
    ? [
        {
          ...common,
          kind: waits.kind,
          framework: waits.framework,
          release: [],
          port: null,
          health: null,
          evidence: [waits.evidence, evidence],
        },
      ]
    : [];
}

/** Shared libraries that crates link to. */
const linked: Readonly<Record<string, readonly string[]>> = {
  openssl: ['libssl3'],
  'native-tls': ['libssl3'],
  diesel: [],
  'diesel/postgres': ['libpq5'],
  'diesel/mysql': ['libmariadb3'],
  'pq-sys': ['libpq5'],
  rdkafka: [],
};

const systemPackages = (component: Component): string[] =>
  Object.entries(linked).flatMap(([name, packages]) => (component.dependencies.get(name)?.development === false ? packages : []));
