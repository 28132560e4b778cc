import { requirement, requireTool, type ToolName } from '@groundwork/testing';

/** The program of an agent that others make, where it is installed and there is time for it. */
export function othersAgent(name: ToolName): readonly string[] | null {
  const hasTime = requirement('time for agents of others', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');
  const program = hasTime ? requireTool(name) : null;
  return program === null ? null : [program];
}
