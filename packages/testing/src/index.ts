export { startMinistack, type Ministack } from './ministack.ts';
export { programOnPath } from '@groundwork/host/programs';
export { requireProgram, requirement } from './requirement.ts';
export { installTool } from './tools/install.ts';
export { toolFolder, toolProgram, toolsFolder } from './tools/folder.ts';
export { requireTool } from './tools/require.ts';
export { tools, type Tool, type ToolName } from './tools/table.ts';
