import { decisionsSchema, type Decisions } from '@groundwork/blueprint';
import { problemsIn, readDocument, type DocumentProblem } from '@groundwork/host/document';
import type { Tree } from '@groundwork/scan';
import type { Document } from 'yaml';

/** Where a repository keeps its answers and overrides. */
export const decisionsFile = 'groundwork.yaml';

const written = { schema: decisionsSchema, area: 'decisions', name: decisionsFile, file: decisionsFile } as const;

/** The decisions of a tree; none when it has no `groundwork.yaml`. Throws `decisions.syntax` or `decisions.invalid` with the line and the fix. */
export function readDecisions(tree: Tree): Decisions {
  const content = tree.read(decisionsFile);
  return content === null ? {} : parseDecisions(content.text).decisions;
}

export interface ParsedDecisions {
  readonly decisions: Decisions;
  /** The file as written, comments included, to be changed in place. */
  readonly document: Document.Parsed;
}

/** Parses the text of a `groundwork.yaml`. Same errors as `readDecisions`. */
export function parseDecisions(text: string): ParsedDecisions {
  const { value, document } = readDocument(text, written);
  return { decisions: value, document };
}

/** One thing that is wrong with a `groundwork.yaml`, with the offsets in its text it is wrong at. */
export type DecisionProblem = DocumentProblem;

/** All that is wrong with the text of a `groundwork.yaml`; of what `parseDecisions` throws that is the first. */
export const problemsInDecisions = (text: string): DecisionProblem[] => problemsIn(text, written);
