export { readDatasets, type DatasetOptions } from './datasets.ts';
export {
  byRepository,
  placesIn,
  selfCheck,
  survey,
  isNative,
  type Instance,
  type Places,
  type RepositorySurvey,
  type SelfChecked,
  type Surveyed,
} from '@groundwork/swe-bench';
