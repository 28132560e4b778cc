import type { Feature } from '../session.ts';
import { blueprintFeature } from './blueprint.ts';
import { lensFeature } from './lens.ts';

/** Every feature; their order means nothing. */
export const features: readonly Feature[] = [blueprintFeature, lensFeature];
