import type { Evidence, ServiceKind } from '@groundwork/blueprint';
import type { ServiceDraft } from '../../languages/language.ts';
import { isForDevelopment, isRelease } from '../../manifests/command.ts';
import { folderOf } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { kindOfUnit, startsWithin } from './match.ts';
import { startOf } from './start.ts';
import type { Unit } from './units.ts';

/** A draft with what its manifests say about it, loudest first. */
export interface Declared {
  readonly draft: ServiceDraft;
  readonly units: readonly Unit[];
  /** Version of the language it runs on. */
  readonly runtime: string | null;
}

/** Explicit facts win over inferred ones; where manifests disagree the loudest wins. */
export function withUnits(inferred: ServiceDraft, units: readonly Unit[], repository: Repository): ServiceDraft {
  const loud = units.filter(({ standing }) => standing !== 'test' && standing !== 'aside');
  if (loud.length === 0) return inferred;
  const draft = relocated(inferred, loud);
  const starts = loud.map((unit) => startOf(unit, draft, repository));
  const start = starts.find((each) => each?.start != null)?.start ?? draft.start;
  const release =
    loud.map(({ service }) => service.release.map((each) => each.replace(/^'(.*)'$/, '$1'))).find((each) => each.length > 0) ??
    starts.map((each) => each?.release ?? []).find((each) => each.length > 0);
  const stated = loud.map(({ service }) => service);
  const build = stated.map((service) => service.build).find((each) => each.length > 0);
  const evidence: Evidence[] = loud.map(({ service }) => service.evidence);
  return {
    ...draft,
    name: nameOf(draft, loud),
    kind: kindOf(draft, loud),
    build: build ?? draft.build,
    release: release && !release.some(isForDevelopment) ? release : draft.release,
    start,
    ...(starts.some((each) => each?.start != null) ? { otherStarts: [] } : {}),
    port: portOf(draft, loud),
    health: stated.map((service) => service.health).find((each) => each !== null && each.startsWith('/')) ?? draft.health,
    schedule: stated.map((service) => service.schedule).find((each) => each !== null) ?? draft.schedule,
    gpu: gpuOf(draft, loud),
    systemPackages: [
      ...new Set([
        ...draft.systemPackages,
        ...loud.filter(({ standing }) => standing !== 'development').flatMap(({ service }) => service.systemPackages),
      ]),
    ].sort(),
    evidence: [...draft.evidence, ...evidence.slice(0, 3)],
  };
}

/** Started from a folder around its own (`uvicorn backend.server:app`), that folder is where it runs. */
function relocated(draft: ServiceDraft, units: readonly Unit[]): ServiceDraft {
  for (const { service, standing } of units) {
    const { path, command } = service;
    // A Dockerfile beside the code is about that folder, wherever the build takes its files from.
    if (service.dockerfile !== null && folderOf(service.dockerfile) === draft.path) continue;
    if (path !== null && standing !== 'development' && startsWithin(command, path, draft.path)) return { ...draft, path };
  }
  return draft;
}

/** Formats in which authors give each service a name of its own. */
const naming: ReadonlySet<string> = new Set([
  'render',
  'compose',
  'digitalocean',
  'kubernetes',
  'azd',
  'serverless',
  'cloudformation',
  'procfile',
  'fly',
]);

/** Names of what stands before a service, where one image is both. */
const proxies = /^(nginx|proxy|caddy|traefik|gateway-proxy|reverse-proxy|apache|httpd|haproxy|envoy)$/;

function nameOf(draft: ServiceDraft, units: readonly Unit[]): string {
  const named = units.find(
    ({ declaration, service, standing }) =>
      naming.has(declaration.format) &&
      standing === 'production' &&
      /^[\w.-]{1,60}$/.test(service.name) &&
      !proxies.test(service.name) &&
      !(declaration.format === 'procfile' && draft.path !== '.'),
  );
  return named ? named.service.name : draft.name;
}

/** Kinds that say more than `web`. */
const particular: ReadonlySet<ServiceKind> = new Set(['inference', 'static', 'function', 'training']);

function kindOf(draft: ServiceDraft, units: readonly Unit[]): ServiceKind {
  const said = units.map((unit) => unit.service.kind).find((kind) => kind !== null);
  const told = said ?? units.map(kindOfUnit).find((kind) => kind !== null);
  if (!told || told === draft.kind) return draft.kind;
  if (told === 'web' && particular.has(draft.kind)) return draft.kind;
  if (told === 'job' && (draft.kind === 'training' || draft.kind === 'cron')) return draft.kind;
  if (told === 'worker' && draft.kind === 'scheduler') return draft.kind;
  // What was only guessed by a name does not overrule code.
  return said ?? draft.kind;
}

function portOf(draft: ServiceDraft, units: readonly Unit[]): number | null {
  for (const { service, contained } of units) {
    if (draft.port !== null && service.ports.includes(draft.port)) return draft.port;
    // Files are served by another program in an image than from a checkout.
    if (draft.port !== null && contained && (draft.kind === 'static' || /\b(nginx|caddy|apache2?|httpd)\b/.test(service.command ?? '')))
      continue;
    // A port below 1024 is the image's: on a machine it needs rights a service does not have.
    const port = service.ports.find((each) => each >= 1024 || draft.port === null || !contained);
    if (port !== undefined) return port;
  }
  return draft.port;
}

function gpuOf(draft: ServiceDraft, units: readonly Unit[]): ServiceDraft['gpu'] {
  const stated = units.find(({ service, standing }) => service.gpu !== null && standing === 'production')?.service.gpu;
  if (stated === 'none' && draft.gpu === 'required') return 'optional';
  if (stated) return stated;
  const variant = units.some(({ service }) => service.gpu === 'required');
  return variant && draft.gpu === 'none' ? 'optional' : draft.gpu;
}

/** The version that is deployed, else the one the code asks for, else the one developers use. */
export function runtimeOf(draft: ServiceDraft, units: readonly Unit[]): string | null {
  const known = draft.component.runtime.version;
  const of = units.filter(({ service }) => service.runtime !== null && service.language === draft.language);
  const deployed = of.find(({ declaration }) => declaration.format !== 'tool-versions' && declaration.format !== 'devcontainer');
  const version = deployed?.service.runtime ?? null;
  // `golang:1` says less than `go 1.24` does.
  if (version !== null && known?.startsWith(`${version}.`)) return known;
  return version ?? known ?? of[0]?.service.runtime ?? null;
}

/** A unit that only migrates or seeds belongs to the service it prepares. */
export const onlyPrepares = ({ service }: Unit): boolean => service.command !== null && isRelease(service.command);
