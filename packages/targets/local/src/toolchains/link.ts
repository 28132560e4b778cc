import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A folder with nothing but one program, under the name that commands call: what lies beside it on the machine stays in the order PATH has. */
export function linkTool(folder: string, name: string, program: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const link = join(folder, name);
  rmSync(link, { force: true });
  symlinkSync(program, link);
  return folder;
}
