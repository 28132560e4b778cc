import { dockerfileFor } from '@groundwork/images';
import type { Tree } from '@groundwork/scan';
import { inFolder, newFile, type Asked, type Refactoring } from './asked.ts';

/** The image of a service as a file: as `gw deploy` builds it. */
export function dockerfileRefactorings({ service, path, blueprint, read }: Asked, tree: Tree): readonly Refactoring[] {
  const isMain = service.evidence.some(({ file }) => file === path);
  const file = blueprint.services.length === 1 ? 'Dockerfile' : `${service.name}.Dockerfile`;
  if (!isMain || service.kind === 'function' || [file, inFolder(service.path, 'Dockerfile')].some((each) => read(each) !== null)) return [];
  const edits = async () => {
    const files = { paths: (await tree.files()).map((each) => each.path), read };
    return [newFile(file, dockerfileFor({ name: service.name, services: [service] }, { files, resources: blueprint.resources }))];
  };
  return [{ id: 'dockerfile', title: `Write ${file} for ${service.name}`, edits }];
}
