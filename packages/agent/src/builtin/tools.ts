import { tool, type ToolSet } from 'ai';
import { z } from 'zod';
import type { McpTools } from './mcp.ts';

export const bashSchema = z.object({
  command: z.string().min(1).describe('Run by bash'),
  timeout_seconds: z.number().positive().optional().describe('It is ended after this; 600 at most'),
});

export const editSchema = z.object({
  path: z.string().min(1).describe('Relative to the repository'),
  old_text: z
    .string()
    .nullish()
    .describe('What is replaced, letter for letter, with enough lines around it to be there once. Left out: the file is made'),
  new_text: z.string().describe('What stands there instead'),
});

/** What the model may call. None has an `execute`: each call is shown, asked for and run by `turn.ts`. */
export function toolSet(mcp: McpTools): ToolSet {
  return {
    bash: tool({ description: 'Run a command in the repository. Gives its exit code and what it printed.', inputSchema: bashSchema }),
    edit: tool({ description: 'Replace one place of a file, or make a new file.', inputSchema: editSchema }),
    ...mcp.tools,
  };
}
