import type { DeclaredService } from '../../manifests/declaration.ts';
import { hasFolder } from '../../repository/folders.ts';
import { folderOf } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';

/**
 * The folder a Dockerfile that nothing else names is built in: the nearest around it that has what it copies. What it copies
 * may be built first; then it is its own folder, if that holds code. `null` when it packs what is not here.
 */
export function contextOf(service: DeclaredService, repository: Repository): string | null {
  const own = service.path ?? '.';
  const wanted = service.copies.filter((each) => each !== '.').slice(0, 12);
  for (let folder = own; ; folder = folderOf(folder)) {
    const has = wanted.filter((each) => exists(folder === '.' ? each : `${folder}/${each}`, repository));
    if (wanted.length > 0 ? has.length === wanted.length : holdsCode(folder, repository)) return folder;
    if (folder === '.') break;
  }
  if (holdsCode(own, repository)) return own;
  return wanted.some((each) => exists(each, repository)) || wanted.length === 0 ? '.' : null;
}

const exists = (path: string, repository: Repository): boolean => repository.has(path) || hasFolder(path, repository);

/** A folder with more in it than what packs and runs it. */
export const holdsCode = (folder: string, repository: Repository): boolean =>
  repository
    .filesIn(folder)
    .some(
      (path) =>
        repository.modules.has(path) ||
        /(^|\/)(package\.json|pyproject\.toml|requirements\.txt|go\.mod|Cargo\.toml|Gemfile|composer\.json|pom\.xml|build\.gradle(\.kts)?|manage\.py|\w+\.csproj)$/.test(
          path,
        ),
    );
