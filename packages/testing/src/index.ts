export { programOnPath, requireProgram, requirement } from './requirement.ts';
