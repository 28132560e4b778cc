import type { EnvironmentStatus } from '@groundwork/protocol';

export interface Failure {
  readonly message: string;
  readonly actions: readonly { readonly title: string; readonly command: string; readonly argument: { readonly name: string } }[];
}

/** What to say when something failed: the first reason that is known, and what gets a person on. */
export function failureOf({ services, resources }: EnvironmentStatus): Failure | null {
  const failed = [...resources, ...services].filter(({ state }) => state === 'failed');
  const first = failed.find(({ reason }) => reason !== null) ?? failed[0];
  if (!first) return null;
  const { name, reason } = first;
  const others = failed.length === 1 ? '' : ` (and ${failed.length - 1} more)`;
  const secret = secretIn(reason?.fix ?? null);
  const fix = reason?.fix && secret === null ? ` ${reason.fix}` : '';
  return {
    message: `${name} failed: ${reason?.message ?? 'it ended by itself'}${others}.${fix}`,
    actions: [
      ...(secret === null ? [] : [{ title: `Give ${secret}`, command: 'groundwork.setSecret', argument: { name: secret } }]),
      ...(reason?.where ? [{ title: 'Show Where', command: 'groundwork.showFailure', argument: { name } }] : []),
      { title: 'Show Log', command: 'groundwork.showLogs', argument: { name } },
    ],
  };
}

/** The secret that a fix asks for. */
export function secretIn(fix: string | null): string | null {
  return /\bsecrets set ([A-Za-z_]\w*)/.exec(fix ?? '')?.[1] ?? null;
}
