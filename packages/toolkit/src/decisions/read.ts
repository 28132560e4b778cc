import { decisionsSchema, type Decisions } from '@groundwork/blueprint';
import { exitCodes, GroundworkError } from '@groundwork/host';
import type { Tree } from '@groundwork/scan';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { describeIssue } from './describe-issue.ts';
import { positionOf, spanOf } from './position.ts';

/** Where a repository keeps its answers and overrides. */
export const decisionsFile = 'groundwork.yaml';

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
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntax] = document.errors;
  if (syntax) {
    const { line, col } = lines.linePos(syntax.pos[0]);
    throw new GroundworkError({
      code: 'decisions.syntax',
      message: `${decisionsFile} is not valid YAML: ${syntax.message}`,
      where: `${decisionsFile}:${line}:${col}`,
      fix: 'Correct that line',
      exit: exitCodes.usage,
      cause: syntax,
    });
  }
  const parsed = decisionsSchema.safeParse(plain(document) ?? {});
  if (parsed.success) return { decisions: parsed.data, document };
  const [issue] = parsed.error.issues;
  const { message, fix, path } = describeIssue(issue);
  throw new GroundworkError({
    code: 'decisions.invalid',
    message,
    where: `${decisionsFile}:${positionOf(document, path, lines)}`,
    fix,
    exit: exitCodes.usage,
    cause: parsed.error,
  });
}

function plain(document: Document.Parsed): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    // The parser's guard against aliases that unfold into millions of nodes.
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new GroundworkError({
      code: 'decisions.syntax',
      message: `${decisionsFile} cannot be read: ${reason}`,
      where: decisionsFile,
      fix: 'Write the values out instead of using aliases',
      exit: exitCodes.usage,
      cause,
    });
  }
}

/** One thing that is wrong with a `groundwork.yaml`, with the offsets in its text it is wrong at. */
export interface DecisionProblem {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly span: readonly [number, number];
}

/** All that is wrong with the text of a `groundwork.yaml`; of what `parseDecisions` throws that is the first. */
export function problemsInDecisions(text: string): DecisionProblem[] {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) {
    return document.errors.map(({ message, pos }) => ({
      code: 'decisions.syntax',
      message: `${decisionsFile} is not valid YAML: ${message}`,
      fix: 'Correct that line',
      span: pos,
    }));
  }
  try {
    const issues = decisionsSchema.safeParse(plain(document) ?? {}).error?.issues ?? [];
    return issues.flatMap(oneByOne).map((issue) => {
      const { message, fix, path } = describeIssue(issue);
      return { code: 'decisions.invalid', message, fix, span: spanOf(document, path) };
    });
  } catch (cause) {
    if (!(cause instanceof GroundworkError)) throw cause;
    return [{ code: cause.code, message: cause.message, fix: cause.fix ?? '', span: [0, 0] }];
  }
}

/** Each wrong key by itself: each stands somewhere else. */
const oneByOne = (issue: z.core.$ZodIssue): z.core.$ZodIssue[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];
