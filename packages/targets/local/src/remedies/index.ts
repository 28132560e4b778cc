import type { Tools } from '../launch/schema.ts';
import { otherJdk } from './java/other-jdk.ts';
import { npmAsOfCommit, olderNode } from './node/other-node.ts';
import { asOfCommit, asOfPins } from './python/as-of.ts';
import { olderPython, otherPython } from './python/other-python.ts';
import { oldSetuptools } from './python/setuptools.ts';
import type { Remedy } from './remedy.ts';

/** Ordered: what is sure of its trouble comes before what only may help. */
const remedies: { readonly [L in Tools['language']]: readonly Remedy<Extract<Tools, { language: L }>>[] } = {
  python: [oldSetuptools, olderPython, otherPython, asOfCommit, asOfPins],
  node: [olderNode, npmAsOfCommit],
  java: [otherJdk],
};

export function remediesFor(tools: Tools): readonly Remedy[] {
  return remedies[tools.language];
}
