import { ContinueUpdateRollbackCommand, DeleteStackCommand, ExecuteChangeSetCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { halfDeleted } from '@groundwork/provision';
import { asked, errorFor, failureFor } from '../errors.ts';
import type { Session } from '../session.ts';
import { createChangeSet } from './change-set.ts';
import { describeStack, isRest, isWorking, parametersOf } from './describe.ts';
import { parseTemplate } from './template.ts';
import { lastEvent, waitForStack, type Failure } from './wait.ts';

/** A failure of one part, made into an error that says more than CloudFormation does. */
export type Explain = (failures: readonly Failure[]) => Promise<string | null>;

export interface StackRequest {
  readonly stack: string;
  readonly template: string;
  /** Values that are known; what a template asks for besides stays as it is. */
  readonly values: Readonly<Record<string, string>>;
  readonly explain?: Explain;
}

/** Brings a stack to what its template says, whatever state it was left in. Throws `target.*`, `deploy.failed`. */
export async function applyStack(session: Session, request: StackRequest): Promise<Stack> {
  const { clients, region } = session;
  const { stack: name, template, values, explain } = request;
  const before = await settle(session, name);
  const kind = before === null || before.StackStatus === 'REVIEW_IN_PROGRESS' ? 'CREATE' : 'UPDATE';
  const changeSet = await createChangeSet(session, { stack: name, kind, template, parameters: parametersFor(template, values, before) });
  if (changeSet === null) return (await describeStack(session, name)) ?? gone(name);
  const where = `stack ${name} in ${region}`;
  const after = await lastEvent(session, name);
  await asked(where, () => clients.cloudformation.send(new ExecuteChangeSetCommand({ ChangeSetName: changeSet.id, StackName: name })));
  const { stack, failures } = await waitForStack(session, name, { after });
  if (stack !== null && /^(?:CREATE|UPDATE)_COMPLETE$/.test(stack.StackStatus ?? '')) return stack;
  const more = await explain?.(failures);
  const [first] = failures;
  const reason = first
    ? `${first.logicalId} (${first.type}): ${first.reason}`
    : (stack?.StackStatusReason ?? stack?.StackStatus ?? 'it is gone');
  // A first stack that came to nothing stands in the way of the next one.
  const came = kind === 'CREATE' ? 'What was made of it was removed again' : 'What was there before stands';
  if (kind === 'CREATE') await deleteStack(session, name);
  throw failureFor([reason, ...(more ? [more] : []), ...(explain ? [] : [came])].join('. '), where);
}

/** Values for what a template asks for: what is known, what was said before, or its own default. */
export function parametersFor(
  template: string,
  values: Readonly<Record<string, string>>,
  before: Stack | null,
): Record<string, string | null> {
  const earlier = before?.StackStatus === 'REVIEW_IN_PROGRESS' ? {} : parametersOf(before);
  return Object.fromEntries(
    Object.keys(parseTemplate(template).Parameters).flatMap((name): [string, string | null][] => {
      const value = values[name];
      if (value !== undefined) return [[name, value]];
      return name in earlier ? [[name, null]] : [];
    }),
  );
}

/**
 * Waits for what is at work on a stack, gets it out of the states that a deployment or deletion that was cut off leaves, and removes
 * what was never well. Gives the stack that can be changed, `null` where there is none.
 */
export async function settle(session: Session, name: string): Promise<Stack | null> {
  let stack = await describeStack(session, name);
  if (stack !== null && isWorking(stack)) ({ stack } = await waitForStack(session, name, { after: await lastEvent(session, name) }));
  if (stack === null) return null;
  if (stack.StackStatus === 'UPDATE_ROLLBACK_FAILED') {
    await asked(`stack ${name}`, () => session.clients.cloudformation.send(new ContinueUpdateRollbackCommand({ StackName: name })));
    ({ stack } = await waitForStack(session, name, { after: await lastEvent(session, name) }));
    if (stack?.StackStatus === 'UPDATE_ROLLBACK_FAILED')
      throw halfDeleted(
        `The stack ${name} could not be brought back: ${stack.StackStatusReason ?? 'CloudFormation does not say why'}`,
        `Mend what the reason names, then \`aws cloudformation continue-update-rollback --stack-name ${name} --resources-to-skip ...\``,
        { where: `stack ${name}` },
      );
    return stack;
  }
  if (stack.StackStatus === 'REVIEW_IN_PROGRESS' || !isRest(stack)) return stack;
  await deleteStack(session, name);
  return null;
}

/** Deletes a stack and waits for it. Throws `target.half_deleted` with what did not go and why. */
export async function deleteStack(session: Session, name: string): Promise<void> {
  let stack = await describeStack(session, name);
  if (stack !== null && isWorking(stack)) ({ stack } = await waitForStack(session, name, { after: await lastEvent(session, name) }));
  if (stack === null) return;
  const after = await lastEvent(session, name);
  try {
    await session.clients.cloudformation.send(new DeleteStackCommand({ StackName: stack.StackId ?? name }));
  } catch (cause) {
    throw errorFor(cause, `DeleteStack ${name}`);
  }
  const outcome = await waitForStack(session, name, { after });
  if (outcome.stack === null) return;
  const reasons = outcome.failures.map(({ logicalId, type, reason }) => `${logicalId} (${type}): ${reason}`).join('; ');
  throw halfDeleted(
    `The stack ${name} is half deleted: ${reasons || (outcome.stack.StackStatusReason ?? '')}`,
    'Remove what holds on to it, then run the same command again',
    { where: `stack ${name} in ${session.region}` },
  );
}

function gone(name: string): never {
  throw halfDeleted(`The stack ${name} went while it was looked at`, 'Run the same command again', { where: `stack ${name}` });
}
