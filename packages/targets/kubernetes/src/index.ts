export { openEngine } from './engine/engine.ts';
export { namespaceOf } from './render/canvas.ts';
export { kubernetesTarget } from './target.ts';
