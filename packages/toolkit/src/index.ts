export { answerQuestion, type AnswerResult } from './decisions/answer.ts';
export { decisionsFile, parseDecisions, readDecisions, type ParsedDecisions } from './decisions/read.ts';
export { scanFolder, type ScanOptions, type ScanResult } from './scan-folder.ts';
export { down, reset } from './local/down.ts';
export type { EnvironmentState, Reason } from '@groundwork/provision';
export { lastLogLines, readLogs, type LogLine, type LogOptions } from './local/logs.ts';
export { status, statusOf, type Status } from './local/status.ts';
export type { CommandShown } from './local/trust.ts';
export { isWell, up, type UpOptions, type UpSession } from './local/up.ts';
