export { exampleBlueprints, harbourService, wholeHarbour } from './blueprints.ts';
export { renderingSuite, type RenderingOptions } from './rendering.ts';
