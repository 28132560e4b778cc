export { isAnswer } from './assemble/decide.ts';
export { scan, Scanner, type ScanOptions } from './scan.ts';
export { openFolder } from './tree/disk.ts';
export { skippedFolders } from './tree/limits.ts';
export { memoryTree } from './tree/memory.ts';
export { overlay } from './tree/overlay.ts';
export { openRevision } from './tree/revision.ts';
export type { Skipped, Tree, TreeFile } from './tree/tree.ts';
