export type { DoubleDeployment, DoubleFault, DoubleProject, DoubleRequest, ForgeDouble } from './contract.ts';
export { forgeDouble, type DoubleOptions } from './double.ts';
