export { behaviours, scriptFor, type Behaviour } from './behaviours.ts';
export { ownAgent } from './own-agent.ts';
export { touchedFiles as filesOf } from '../grade/apply.ts';
