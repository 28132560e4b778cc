export type { Tree, TreeFile } from './tree/tree.ts';
