export { answerQuestion, type AnswerResult } from './decisions/answer.ts';
export { decisionsFile, parseDecisions, readDecisions, type ParsedDecisions } from './decisions/read.ts';
export { scanFolder, type ScanOptions, type ScanResult } from './scan-folder.ts';
