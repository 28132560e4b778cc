import { exitCodes, GroundworkError } from '@groundwork/host';
import { isExecutable } from '@groundwork/target-local';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/** Absolute path of a program, looked up as a shell would. Throws `terminals.no_program`. */
export function findProgram(file: string, { cwd, path }: { readonly cwd: string; readonly path: string }): string {
  const candidates = file.includes('/')
    ? [isAbsolute(file) ? file : resolve(cwd, file)]
    : path.split(delimiter).map((each) => join(each, file));
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new GroundworkError({
    code: 'terminals.no_program',
    message: `There is no program \`${file}\``,
    where: file.includes('/') ? cwd : 'PATH',
    fix: 'Install it, or choose another terminal profile',
    exit: exitCodes.notPossibleHere,
  });
}
