export { distance, nearest } from './nearest.ts';
export { problemsIn, readDocument, type DocumentProblem, type ReadDocument, type Written } from './read.ts';
