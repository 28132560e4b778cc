import type { Feature } from '../session.ts';
import { blueprintFeature } from './blueprint.ts';
import { codeActionsFeature } from './code-actions.ts';
import { completionFeature } from './completion.ts';
import { definitionFeature } from './definition.ts';
import { diagnosticsFeature } from './diagnostics.ts';
import { hoverFeature } from './hover.ts';
import { inlineCompletionFeature } from './inline-completion.ts';
import { lensFeature } from './lens.ts';
import { lineOriginFeature } from './line-origin.ts';
import { referencesFeature } from './references.ts';
import { symbolsFeature } from './symbols.ts';

/** Every feature. Those that are told of a reading are told in this order: what is wrong first, as people wait for that. */
export const features: readonly Feature[] = [
  diagnosticsFeature,
  lensFeature,
  blueprintFeature,
  hoverFeature,
  definitionFeature,
  referencesFeature,
  symbolsFeature,
  codeActionsFeature,
  completionFeature,
  inlineCompletionFeature,
  lineOriginFeature,
];
