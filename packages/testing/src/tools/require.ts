import { requirement } from '../requirement.ts';
import { toolProgram } from './folder.ts';
import type { ToolName } from './table.ts';

/**
 * The program of a tool of the table, or `null` where it is not installed: then the end of `npm test` says so, and `.ci/run` fails.
 *
 * @example const checkov = requireTool('checkov');
 * describe.runIf(checkov !== null)('what checkov says', ...)
 */
export function requireTool(name: ToolName): string | null {
  const program = toolProgram(name);
  return requirement(name, program !== null, `npm run tools -- ${name}`) ? program : null;
}
