import type { PermissionOption, ToolKind } from '@agentclientprotocol/sdk';

export interface Answer {
  /** Which option is chosen; `null` where there is none to choose: the request is then cancelled. */
  readonly option: string | null;
  readonly allowed: boolean;
  readonly why: string;
}

const reading: readonly ToolKind[] = ['read', 'search', 'think', 'fetch'];

/**
 * Answers by what an option means, never by its place or its name. In a jail everything may be done, since nothing of the person's is
 * there; while planning nothing may be changed. `once` is chosen before `always`, so that what is permitted now is not permitted later.
 */
export function answerPermission(phase: 'planning' | 'working', kind: ToolKind | null, options: readonly PermissionOption[]): Answer {
  const allowed = phase === 'working' || (kind !== null && reading.includes(kind));
  const wanted = allowed ? (['allow_once', 'allow_always'] as const) : (['reject_once', 'reject_always'] as const);
  const option = wanted.map((each) => options.find((candidate) => candidate.kind === each)).find((found) => found !== undefined);
  const why = allowed ? (phase === 'working' ? 'It runs in the jail' : 'It only reads') : 'This turn is for planning';
  return { option: option?.optionId ?? null, allowed: allowed && option !== undefined, why };
}
