import { nearest, upwards, type Files } from '../../../files.ts';
import { installers } from '../../base-images.ts';
import { run, type Line, type Making } from '../../recipe.ts';
import { manifestOf } from './manifest.ts';

/** Package managers that the image of Node does not have, in the version the repository names or its lockfile was written by. */
export function managersOf({ service, files }: Making, commands: readonly string[]): Line[] {
  const calls = (name: string): boolean => commands.some((command) => new RegExp(`(?:^|[\\s;&])(?:${name})(?:\\s|$)`).test(command));
  const named = upwards(service.path).flatMap((folder) => manifestOf(files, folder).packageManager ?? [])[0] ?? '';
  const of = (name: string): string | null => new RegExp(`^${name}@(\\d+[\\w.-]*)`).exec(named)?.[1] ?? null;
  const packages: string[] = [];
  if (calls('pnpm|pnpx')) packages.push(`pnpm@${of('pnpm') ?? pnpmOfLockfile(service.path, files)}`);
  if (calls('yarn')) {
    const version = of('yarn');
    const berry = version === null ? nearest(files, service.path, ['.yarnrc.yml']) !== null : !version.startsWith('1.');
    if (berry) packages.push(`@yarnpkg/cli-dist@${version ?? installers['@yarnpkg/cli-dist']}`);
    // Node's images had Yarn 1 up to Node 25.
    else if (Number(service.runtime.version?.split('.')[0] ?? 24) >= 26) packages.push(`yarn@${version ?? installers.yarn}`);
  }
  if (calls('bun|bunx')) packages.push(`bun@${of('bun') ?? installers.bun}`);
  if (calls('deno')) packages.push(`deno@${installers.deno}`);
  return packages.length === 0 ? [] : [run(`npm install --global --force ${packages.join(' ')} && npm cache clean --force`)];
}

/** Lockfile 5.x was written by pnpm 6 and 7, 6.x by 8, 9.x by 9 and later. */
function pnpmOfLockfile(folder: string, files: Files): string {
  const path = nearest(files, folder, ['pnpm-lock.yaml']);
  const format = /^lockfileVersion: ['"]?(\d+)/m.exec((path === null ? null : files.read(path)) ?? '')?.[1];
  return { 5: '7', 6: '8' }[format ?? ''] ?? installers.pnpm;
}
