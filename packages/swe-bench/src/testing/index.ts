export { behaviourNames, behaviours, type Behaviour } from './behaviours.ts';
export { held, playAll, readPlayed, type Played } from './conformance.ts';
export { conformanceTable } from './table.ts';
