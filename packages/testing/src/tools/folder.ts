import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { tools, type Tool, type ToolName } from './table.ts';

/** Where tools are kept, one folder for each version: they outlive a checkout. */
export function toolsFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(cache, 'groundwork-tools');
}

export function toolFolder(name: ToolName): string {
  return join(toolsFolder(), `${name.replace('/', '-')}-${tools[name].version}`);
}

/** Made last: a folder without it was cut off half-way. */
export const completeFile = 'complete';

/** The program of a tool, the folder of one that is files; `null` while `npm run tools` did not install it. */
export function toolProgram(name: ToolName): string | null {
  const tool: Tool = tools[name];
  const folder = toolFolder(name);
  if (!existsSync(join(folder, completeFile))) return null;
  if (tool.from === 'files') return folder;
  if (tool.from === 'npm') return join(folder, 'node_modules/.bin', tool.program);
  return join(folder, 'bin', tool.from === 'go' ? name : (tool.program ?? name));
}
