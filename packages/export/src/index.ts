export { writeExported, type WriteOptions, type Written } from './write/write.ts';
export type { Exported, ExportedFile } from './file.ts';
export type { Dockerfile, ExportRequest } from './request.ts';
export { exportCompose } from './compose/compose.ts';
export { exportIde } from './ide/ide.ts';
