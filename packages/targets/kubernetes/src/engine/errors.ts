import { exitCodes, GroundworkError } from '@groundwork/host';
import {
  deployFailed,
  halfDeleted,
  noCredentials,
  notAllowed,
  quotaRefused,
  throttled,
  unreachable,
  unsupported,
} from '@groundwork/provision';
import type { ApiStatus } from './live.ts';

/** What was asked of the cluster: `apply Deployment/shop in namespace bakery-staging`. */
export interface Asked {
  readonly where: string;
  readonly namespace: string;
}

/** An answer of the cluster that is no success, as what a person can do about it. */
export function apiError(code: number, status: ApiStatus, { where, namespace }: Asked): GroundworkError {
  const message = status.message ?? `The cluster answered with ${code}`;
  const told = { where };
  const conflict = conflictOf(status);
  if (conflict !== null) return fieldConflict(conflict, told);
  if (code === 401)
    return noCredentials(
      `The cluster does not know who asks: ${message}`,
      'Log in to the cluster again, as kubectl does, then run the same command',
      told,
    );
  if (code === 403) return refusal(message, { where, namespace });
  if (code === 404)
    return unsupported(
      `The cluster has nothing there: ${message}`,
      'Install the operator whose kind that is, or choose serving: container',
      told,
    );
  if (code === 429) return throttled(`The cluster asks for patience: ${message}`, told);
  if (code === 409)
    return new GroundworkError({
      code: 'target.changed',
      message: `It changed while it was written: ${message}`,
      fix: 'Run the same command again',
      ...told,
      exit: exitCodes.tryAgain,
    });
  if (code >= 500) return unreachable(`The cluster could not answer: ${message}`, 'Run the same command again in a minute', told);
  const causes =
    status.details?.causes?.flatMap(({ field, message: why }) => (field === undefined ? [] : [`${field}: ${why ?? ''}`])) ?? [];
  return deployFailed(causes.length > 0 ? `The cluster does not take it: ${causes.join('; ')}` : message, fixOf(message), told);
}

function refusal(message: string, { where, namespace }: Asked): GroundworkError {
  if (/exceeded quota/.test(message))
    return quotaRefused(
      message,
      `Ask for more in namespace ${namespace} (kubectl -n ${namespace} describe quota), or for less in groundwork.yaml`,
      { where },
    );
  if (/because it is being terminated/.test(message)) return terminating(namespace, { where });
  if (/violates PodSecurity/.test(message))
    return deployFailed(message, 'The namespace takes only pods of the restricted profile; what it names has to go', { where });
  return notAllowed(message, 'Ask whoever runs the cluster for the rights in docs/kubernetes.md', { where });
}

export const terminating = (namespace: string, told: { readonly where: string }): GroundworkError =>
  halfDeleted(
    `Namespace ${namespace} is being deleted and is not gone yet`,
    `Wait for it, then run the same command again; what it waits for: kubectl get namespace ${namespace} -o jsonpath='{.status.conditions}'`,
    told,
  );

const fixOf = (message: string): string =>
  /immutable|forbidden|updates to/i.test(message)
    ? 'It cannot be changed in place: delete the object (its volume stays), then deploy again'
    : 'Change what it names in groundwork.yaml, then deploy again';

interface Conflict {
  readonly manager: string;
  readonly fields: readonly string[];
}

function conflictOf({ details }: ApiStatus): Conflict | null {
  const causes = details?.causes?.filter(({ reason }) => reason === 'FieldManagerConflict') ?? [];
  const [first] = causes;
  if (!first) return null;
  return {
    manager: /conflict with "([^"]+)"/.exec(first.message ?? '')?.[1] ?? 'somebody else',
    fields: causes.map(({ field }) => field ?? '?'),
  };
}

/** Somebody else has set a field to something else since. */
function fieldConflict({ manager, fields }: Conflict, told: { readonly where: string }): GroundworkError {
  return new GroundworkError({
    code: 'target.conflict',
    message: `${fields.join(', ')} was changed by ${manager}`,
    fix: `Let go of it there (kubectl edit what ${manager} set, or remove that), or put the same value into groundwork.yaml`,
    ...told,
  });
}

/** The cluster was not reached at all. */
export function networkError(cause: unknown, server: string, { where }: Asked): GroundworkError {
  const inner =
    cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : cause instanceof Error ? cause.message : String(cause);
  return unreachable(`${server} does not answer: ${inner}`, 'See that the cluster runs and is reached from here: kubectl version', {
    where,
    cause,
  });
}
