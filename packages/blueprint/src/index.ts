export * from './blueprint.ts';
export * from './decisions.ts';
export * from './environments.ts';
export type { ResourceDefinition } from './resources/define.ts';
export { resourceDefinitions, resourceTypeOfScheme, resourceTypes, type ResourceType } from './resources/index.ts';
