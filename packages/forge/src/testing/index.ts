export {
  forgeDouble,
  type DoubleDeployment,
  type DoubleFault,
  type DoubleOptions,
  type DoubleProject,
  type DoubleRequest,
  type ForgeDouble,
} from './double.ts';
