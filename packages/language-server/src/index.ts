export { startLanguageServer, streamTransport, type LanguageServer, type LanguageServerOptions, type Transport } from './server.ts';
export type { DiskSource } from './workspace/disk.ts';
