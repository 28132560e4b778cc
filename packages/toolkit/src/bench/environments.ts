import { exitCodes, GroundworkError } from '@groundwork/host';
import { nativeEnvironmentSchema, type NativeEnvironment } from '@groundwork/swe-bench';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Environments for repositories that are not of SWE-bench: a list in JSON. */
export function readEnvironments(file: string): readonly NativeEnvironment[] {
  try {
    return z.array(nativeEnvironmentSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const [issue] = cause instanceof z.ZodError ? cause.issues : [];
    throw new GroundworkError({
      code: 'swe.environments_unreadable',
      message:
        issue === undefined
          ? 'Environments cannot be read'
          : `An environment is not as it should be: ${issue.path.join('.')} ${issue.message}`,
      where: file,
      fix: 'A list of {"repository": "owner/name", "toolchain": "system", "install": ["..."]}; docs/bench-swe.md has the fields',
      exit: exitCodes.usage,
      cause,
    });
  }
}
