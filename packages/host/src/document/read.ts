import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { exitCodes, GroundworkError } from '../error.ts';
import { describeIssue } from './describe-issue.ts';
import { spanOf } from './position.ts';

/** YAML that a person writes: a whole file, or the head of one. */
export interface Written<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** Begins the codes of its errors, `AREA.syntax` and `AREA.invalid`. */
  readonly area: string;
  /** What it is called in a sentence. */
  readonly name: string;
  /** Where it stands. */
  readonly file: string;
  /** Lines of the file before it. */
  readonly linesBefore?: number;
}

export interface ReadDocument<Value> {
  readonly value: Value;
  /** As it was written, comments included, to be changed in place. */
  readonly document: Document.Parsed;
}

/** One thing that is wrong, with the offsets in the text it is wrong at. */
export interface DocumentProblem {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  /** What was meant by what stands there, where one thing is near. */
  readonly meant?: string;
  readonly span: readonly [number, number];
}

/** Parses and checks a text. Throws `AREA.syntax` or `AREA.invalid` with the line and the fix; that is the first of `problemsIn`. */
export function readDocument<Schema extends z.ZodType>(text: string, written: Written<Schema>): ReadDocument<z.infer<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [problem] = problemsOf(document, written);
  if (!problem) return { value: written.schema.parse(document.toJS() ?? {}), document };
  const { line, col } = lines.linePos(problem.span[0]);
  throw new GroundworkError({
    code: problem.code,
    message: problem.message,
    where: `${written.file}:${line + (written.linesBefore ?? 0)}:${col}`,
    fix: problem.fix,
    exit: exitCodes.usage,
    cause: problem.cause,
  });
}

/** All that is wrong with a text. */
export function problemsIn(text: string, written: Written<z.ZodType>): DocumentProblem[] {
  const problems = problemsOf(parseDocument(text, { prettyErrors: false }), written);
  return problems.map(({ cause: _cause, ...problem }) => problem);
}

interface Problem extends DocumentProblem {
  readonly cause: unknown;
}

function problemsOf(document: Document.Parsed, { schema, area, name }: Written<z.ZodType>): Problem[] {
  const syntax = (message: string, fix: string, span: readonly [number, number], cause: unknown): Problem => ({
    code: `${area}.syntax`,
    message,
    fix,
    span,
    cause,
  });
  if (document.errors.length > 0) {
    return document.errors.map((error) => syntax(`${name} is not valid YAML: ${error.message}`, 'Correct that line', error.pos, error));
  }
  let value: unknown;
  try {
    value = document.toJS() ?? {};
  } catch (cause) {
    // The parser's guard against aliases that unfold into millions of nodes.
    const reason = cause instanceof Error ? cause.message : String(cause);
    return [syntax(`${name} cannot be read: ${reason}`, 'Write the values out instead of using aliases', [0, 0], cause)];
  }
  const error = schema.safeParse(value).error;
  return (error?.issues ?? []).flatMap(oneByOne).map((issue) => {
    const { path, ...described } = describeIssue(issue, { schema, value, name });
    return { code: `${area}.invalid`, ...described, span: spanOf(document, path), cause: error };
  });
}

/** Each wrong key by itself: each stands somewhere else. */
const oneByOne = (issue: z.core.$ZodIssue): z.core.$ZodIssue[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];
