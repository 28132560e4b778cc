import { blueprintSchema } from '@groundwork/blueprint';
import { z } from 'zod';

/** 0-based lines and UTF-16 columns, as the Language Server Protocol counts them. */
const positionSchema = z.strictObject({ line: z.int().min(0), character: z.int().min(0) });

/** Something that is wrong with the workspace, as the editor underlines it too. */
export const problemSchema = z.strictObject({
  rule: z.string().describe('Stable code: the rule of a check, or the code of an error in `groundwork.yaml`'),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  file: z.string().describe('Relative to the folder, with forward slashes'),
  range: z.strictObject({ start: positionSchema, end: positionSchema }),
  service: z.string().nullable().describe('The service it is a problem of, where it is one of a single service'),
  fix: z.string().nullable().describe('What to do about it, in one sentence or as a command'),
});
export type Problem = z.infer<typeof problemSchema>;

/** What the workspace says now, unsaved buffers included. */
export const blueprintStateSchema = z.strictObject({ blueprint: blueprintSchema, problems: z.array(problemSchema) });
export type BlueprintState = z.infer<typeof blueprintStateSchema>;

/**
 * Request without parameters; answered with a `BlueprintState` as soon as everything is read that was changed before it was asked.
 * Problems may still be those of before: what becomes another is told of.
 */
export const blueprintRequest = 'groundwork/blueprint';
/** Notification with a `BlueprintState`, whenever it became another one. */
export const blueprintChanged = 'groundwork/blueprintChanged';

/** Where inline completion stands. */
export const completionStateSchema = z.strictObject({
  state: z.enum(['off', 'ready', 'silent', 'failed']).describe('`off`: no model is configured, or it was switched off'),
  model: z.string().nullable().describe('PROVIDER/MODEL'),
  why: z.string().nullable().describe('Why it says nothing, or what failed'),
});
export type CompletionState = z.infer<typeof completionStateSchema>;

const three = z.tuple([z.int(), z.int(), z.int()]);
/** What came of suggestions, for each day and model: numbers that are kept on this machine and sent nowhere. */
export const completionDaysSchema = z.array(
  z.strictObject({
    day: z.string().describe('YYYY-MM-DD'),
    model: z.string().describe('PROVIDER/MODEL'),
    shown: z.int(),
    accepted: z.int(),
    partially: z.int(),
    rejected: z.int(),
    shownCharacters: z.int(),
    acceptedCharacters: z.int(),
    looked: three.describe('Accepted characters that were looked at after 30 seconds, 2 and 10 minutes'),
    retained: three.describe('Those of them that were still there'),
    requests: z.int(),
    fromMemory: z.int(),
  }),
);
export type CompletionDays = z.infer<typeof completionDaysSchema>;

/** Request without parameters; answered with `CompletionDays`. */
export const completionDaysRequest = 'groundwork/completionDays';

/** Notification with a `CompletionState`, whenever it became another one. */
export const completionChanged = 'groundwork/completionChanged';
/** Notification to the server: somebody closed the suggestion that was shown in `{ uri }`. */
export const completionRejected = 'groundwork/completionRejected';

/** Request with `{ textDocument: { uri }, line }`, lines from 0; answered with a `LineStory`, or `null` where there is nothing to say. */
export const lineOriginRequest = 'groundwork/lineOrigin';
export const lineOriginParamsSchema = z.object({ textDocument: z.object({ uri: z.string() }), line: z.int().min(0) });
export const lineStorySchema = z
  .strictObject({
    short: z.string().describe('`Ada Page, 3 months ago`'),
    markdown: z.string().describe('The same as a hover says it'),
    commit: z.string().nullable().describe('That wrote it first; `null` where it is not committed'),
  })
  .nullable();
export type LineStory = z.infer<typeof lineStorySchema>;

/** Commands that lenses and code actions name. The extension implements them; each takes at most one argument. */
export const commands = {
  showEvidence: 'groundwork.showEvidence',
  openResource: 'groundwork.openResource',
  up: 'groundwork.up',
  showLogs: 'groundwork.showLogs',
  answerQuestion: 'groundwork.answerQuestion',
  setSecret: 'groundwork.setSecret',
  showInMap: 'groundwork.showInMap',
  showCommit: 'groundwork.showCommit',
  showChurn: 'groundwork.showChurn',
} as const;

/** The argument of `showEvidence`, `openResource`, `showLogs`, `setSecret` and `showInMap`. */
export const namedSchema = z.strictObject({ name: z.string() });
/** The argument of `showCommit`. `showChurn` takes none. */
export const commitSchema = z.strictObject({ commit: z.string().regex(/^[0-9a-f]{7,64}$/) });
/** The argument of `answerQuestion`. */
export const questionSchema = z.strictObject({ id: z.string() });
