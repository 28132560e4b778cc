import { exitCodes, GroundworkError } from '@groundwork/host';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The folder of this package: its manifest is found from the source and from every chunk of the bundle. */
function ownFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'bin/groundwork.js')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Where the built shell and extension are: inside this package where it was published, beside it in a checkout. */
export function pages(): { readonly shell: string; readonly extension: string } {
  const own = ownFolder();
  const built = (name: string, beside: string): string => {
    const inside = join(own, name);
    return existsSync(inside) ? inside : join(own, '..', beside, 'dist');
  };
  return { shell: built('shell', 'ide'), extension: built('extension', 'extension') };
}

/** The packed extension, for editors that install it. */
export function extensionPackage(): string {
  const own = ownFolder();
  const inside = join(own, 'groundwork.vsix');
  return existsSync(inside) ? inside : join(own, '../extension/groundwork.vsix');
}

/** How this command line is started again, by its bin: in the terminals of a served folder. */
export function ownCommand(): readonly string[] {
  return [process.execPath, join(ownFolder(), 'bin/groundwork.js')];
}

/** Throws `ide.not_built` where there is nothing a browser could show. */
export function requireShell(): void {
  const { shell } = pages();
  if (existsSync(join(shell, 'index.html'))) return;
  throw new GroundworkError({
    code: 'ide.not_built',
    message: 'The browser shell of the IDE is not built',
    where: shell,
    fix: 'npm run build',
    exit: exitCodes.notPossibleHere,
  });
}

const checkoutSchema = z.object({ name: z.literal('groundwork-workspace') });

/** Whether a folder is one of the examples of this checkout: running those was agreed to by who wrote them. */
export function isOwnExample(dir: string): boolean {
  const checkout = join(ownFolder(), '../..');
  if (dirname(dir) !== join(checkout, 'examples')) return false;
  return checkoutSchema.safeParse(JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'))).success;
}
