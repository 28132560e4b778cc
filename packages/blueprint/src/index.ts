export * from './blueprint.ts';
export * from './decisions.ts';
export * from './environments.ts';
export { accessOf, isPermittedType, operationWords, type OperationWord, type PermittedType } from './operations.ts';
export type { ResourceDefinition } from './resources/define.ts';
export { resourceDefinitions, resourceTypeOfScheme, resourceTypes, type ResourceType } from './resources/index.ts';
export { exportedMark, isExported } from './exported.ts';
