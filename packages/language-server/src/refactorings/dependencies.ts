import type { Asked } from './asked.ts';
import { inFolder } from './asked.ts';

/** Whether a library is named where the service's dependencies are, from the file's own folder upwards. */
export function knowsLibrary({ path, service, read }: Asked, library: string): boolean {
  const name = library.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const named = new RegExp(service.language === 'python' ? `(^|["'\\s])${name}(?=$|[\\s"'<>=~!;[,@])` : `"${name}"\\s*:`, 'im');
  const manifests =
    service.language === 'python' ? ['pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.cfg', 'setup.py'] : ['package.json'];
  return foldersOf(path).some((folder) => manifests.some((manifest) => named.test(read(inFolder(folder, manifest)) ?? '')));
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), '.'];
}
