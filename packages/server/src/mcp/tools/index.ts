import type { Tool } from '../tool.ts';
import { blueprintTool } from './blueprint.ts';
import { checkTool } from './check.ts';
import { evidenceTool } from './evidence.ts';
import { linesTool } from './lines.ts';
import { logsTool } from './logs.ts';
import { planTool } from './plan.ts';
import { resourceListTool, resourceQueryTool, resourceReadTool } from './resource.ts';
import { runTool } from './run.ts';
import { downTool, statusTool, upTool } from './running.ts';
import { ticketNewTool, ticketsTool } from './tickets.ts';

/** In the order an assistant needs them. */
export const tools: readonly Tool[] = [
  blueprintTool,
  evidenceTool,
  checkTool,
  upTool,
  statusTool,
  logsTool,
  downTool,
  runTool,
  resourceListTool,
  resourceReadTool,
  resourceQueryTool,
  planTool,
  linesTool,
  ticketsTool,
  ticketNewTool,
];
