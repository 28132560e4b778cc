export { exampleBlueprints, furtherBlueprints, harbourService, wholeHarbour } from './blueprints.ts';
export { smallHarbour, withMemory } from './harbour.ts';
export { lifecycleSuite, shipyard, type LifecycleOptions, type Shipyard } from './lifecycle.ts';
export { renderingSuite, type RenderingOptions } from './rendering.ts';
