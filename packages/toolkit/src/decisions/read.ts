import { decisionsSchema, type Decisions } from '@groundwork/blueprint';
import { exitCodes, GroundworkError } from '@groundwork/host';
import type { Tree } from '@groundwork/scan';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { describeIssue } from './describe-issue.ts';
import { positionOf } from './position.ts';

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
