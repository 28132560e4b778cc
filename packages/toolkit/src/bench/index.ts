export { readDatasets, type DatasetOptions } from './datasets.ts';
export { readEnvironments } from './environments.ts';
export { solveSwe, writeReport, type SweRunOptions } from './solve.ts';
export {
  byRepository,
  gradePredictions,
  isNative,
  placesIn,
  readPredictions,
  runReport,
  selfCheck,
  survey,
  type Instance,
  type Places,
  type RepositorySurvey,
  type RunReport,
  type SelfChecked,
  type Surveyed,
} from '@groundwork/swe-bench';
