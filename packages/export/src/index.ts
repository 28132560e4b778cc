export { dockerfilesOf } from './dockerfile/dockerfiles.ts';
export type { Exported, ExportedFile } from './file.ts';
export { exportFormats, formatNames, render, type ExportFormat, type FormatName } from './formats.ts';
export type { Dockerfile, ExportRequest } from './request.ts';
export { writeExported, type WriteOptions, type Written } from './write/write.ts';
