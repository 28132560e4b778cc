import { nodeManifests } from '../../node/components.ts';
import { lockManager } from '../../node/manifests/read.ts';
import type { Project } from './project.ts';

const installs = {
  npm: 'npm ci',
  pnpm: 'pnpm install --frozen-lockfile',
  yarn: 'yarn install --frozen-lockfile',
  bun: 'bun install --frozen-lockfile',
  deno: 'deno install --frozen',
} as const;

/** The scripts that bundle a front end kept in the same folder: a step of this build rather than a service. */
export function buildOf(project: Project): string[] {
  const manifest = nodeManifests(project.repository).get(project.full('package.json'));
  const script = ['build', 'production', 'prod'].find((name) => manifest?.scripts[name] !== undefined);
  const compiled = project.has('symfony/asset-mapper') && project.file('bin/console') ? ['php bin/console asset-map:compile'] : [];
  if (script === undefined) return compiled;
  const locked = project.repository.filesIn(project.component.path).flatMap((path) => lockManager(path) ?? [])[0];
  const manager = locked ?? 'npm';
  return [locked ? installs[manager] : `${manager} install`, `${manager} run ${script}`, ...compiled];
}
