import { exitCodes, GroundworkError } from '@groundwork/host';
import { accessSync, constants, existsSync } from 'node:fs';
import { platform } from 'node:os';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** code-server on PATH. Throws `engine.missing` (exit 3). */
export function findCodeServer(env: Environment): string {
  const found = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'code-server'))
    .find(isProgram);
  if (found !== undefined) return found;
  throw new GroundworkError({
    code: 'engine.missing',
    message: 'code-server is not installed: there is none on PATH',
    fix: platform() === 'darwin' ? 'brew install code-server' : 'curl -fsSL https://code-server.dev/install.sh | sh',
    exit: exitCodes.notPossibleHere,
  });
}

/** The packed extension. Throws `engine.no_extension` (exit 3). */
export function requirePackage(file: string): string {
  if (existsSync(file)) return file;
  throw new GroundworkError({
    code: 'engine.no_extension',
    message: 'The extension for code-server is not packed',
    where: file,
    fix: 'npm run package:extension',
    exit: exitCodes.notPossibleHere,
  });
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
