export { scan, Scanner, type ScanOptions } from './scan.ts';
export { openFolder } from './tree/disk.ts';
export type { Skipped, Tree, TreeFile } from './tree/tree.ts';
