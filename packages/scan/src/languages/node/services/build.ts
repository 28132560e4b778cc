import { nodeManifests } from '../components.ts';
import type { NodeProject } from './project.ts';
import { runBinary, runScript } from './scripts.ts';

/** Build commands of a package: those of the workspace packages it is made of first. */
export function buildCommands(project: NodeProject, own: string | null): string[] {
  const { component, manifest, repository } = project;
  if (manifest.scripts['build'] === undefined) return own === null ? [] : [runBinary(component, own)];
  const manifests = nodeManifests(repository);
  const isBuilt = component.includes.some((folder) => manifests.get(`${folder}/package.json`)?.scripts['build'] !== undefined);
  const { name } = manifest;
  if (isBuilt && name !== null) {
    if (repository.has('turbo.json')) return [runBinary(component, `turbo run build --filter=${name}`)];
    if (component.runtime.packageManager === 'pnpm') return [`pnpm --filter ${name}... run build`];
  }
  return [runScript(component, 'build')];
}
