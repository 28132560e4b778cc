export { answerQuestion, type AnswerResult } from './decisions/answer.ts';
export {
  decisionsFile,
  parseDecisions,
  problemsInDecisions,
  readDecisions,
  type DecisionProblem,
  type ParsedDecisions,
} from './decisions/read.ts';
export { scanFolder, type ScanOptions, type ScanResult } from './scan-folder.ts';
export { openScan, type FolderReading, type OpenScan } from './open-scan.ts';
export { openDoor, type ConnectOptions, type Door } from './local/connect.ts';
export { clientsFor } from '@groundwork/target-local';
export { diagnose, type Diagnosis } from './local/doctor.ts';
export { watchFiles, type WatchedFiles } from './local/watch/files.ts';
export { watchTree, type ChangeKind, type WatchedTree } from './local/watch/tree.ts';
export { watchFolder, type Reaction, type WatchOptions } from './local/watch/watch.ts';
export { down, reset } from './local/down.ts';
export type { EnvironmentState, Reason } from '@groundwork/provision';
export { lastLogLines, readLogs, type LogLine, type LogOptions } from './local/logs.ts';
export { currentState } from '@groundwork/target-local';
export { environmentFiles, realFolder } from './local/folder.ts';
export { keptNames, type KeptNames } from './local/secrets.ts';
export { lastOutput, prepareRun, type ReadyProgram, type RunOptions } from './local/run.ts';
export { listSecrets, removeSecret, setSecret, type SecretChanged, type SecretListed } from './local/secrets.ts';
export { status, statusOf, type Status } from './local/status.ts';
export { isTrusted, trustFolder, type CommandShown } from './local/trust.ts';
export { isWell, up, type UpOptions, type UpSession } from './local/up.ts';
