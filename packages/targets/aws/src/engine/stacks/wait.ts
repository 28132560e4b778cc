import { DescribeStackEventsCommand, type Stack, type StackEvent } from '@aws-sdk/client-cloudformation';
import { asked } from '../errors.ts';
import { pause, type Session } from '../session.ts';
import { describeStack, isWorking } from './describe.ts';

/** What went wrong while a stack was worked on, first things first. */
export interface Failure {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly reason: string;
}

export interface Outcome {
  /** `null` when it is gone. */
  readonly stack: Stack | null;
  readonly failures: readonly Failure[];
}

/** Events before this one are of earlier work. */
export async function lastEvent(session: Session, name: string): Promise<string | null> {
  const [event] = await eventsOf(session, name);
  return event?.EventId ?? null;
}

/** Waits until nothing is at work on a stack, and tells of everything that is done meanwhile. */
export async function waitForStack(session: Session, name: string, { after }: { readonly after: string | null }): Promise<Outcome> {
  const { host } = session.context;
  const task = `stack ${name}`;
  const failures: Failure[] = [];
  let seen = after;
  let done = 0;
  // A stack that is deleted is found by its identifier alone.
  const id = (await describeStack(session, name))?.StackId ?? name;
  for (;;) {
    const stack = await describeStack(session, id);
    for (const event of await eventsSince(session, id, seen)) {
      seen = event.EventId ?? seen;
      const { LogicalResourceId = '', ResourceType = '', ResourceStatus = '', ResourceStatusReason = '', PhysicalResourceId = '' } = event;
      if (ResourceType === 'AWS::CloudFormation::Stack') continue;
      if (ResourceStatus.endsWith('_FAILED') && !/cancelled/i.test(ResourceStatusReason))
        failures.push({ logicalId: LogicalResourceId, type: ResourceType, physicalId: PhysicalResourceId, reason: ResourceStatusReason });
      if (ResourceStatus.endsWith('_COMPLETE')) done++;
      host.notify({ type: 'progress', task, done, total: null, detail: `${ResourceStatus} ${ResourceType} ${LogicalResourceId}` });
    }
    if (stack === null || !isWorking(stack)) return { stack, failures };
    await pause(session);
  }
}

/** Oldest first. */
async function eventsSince(session: Session, name: string, seen: string | null): Promise<StackEvent[]> {
  const events = await eventsOf(session, name);
  const at = events.findIndex(({ EventId }) => EventId === seen);
  return (at === -1 ? (seen === null ? events : []) : events.slice(0, at)).toReversed();
}

/** Newest first. A stack that is not there yet has none. */
async function eventsOf({ clients }: Session, name: string): Promise<StackEvent[]> {
  return asked(`events of ${name}`, async () => {
    try {
      const events: StackEvent[] = [];
      let NextToken: string | undefined;
      do {
        const page = await clients.cloudformation.send(
          new DescribeStackEventsCommand({ StackName: name, ...(NextToken === undefined ? {} : { NextToken }) }),
        );
        events.push(...(page.StackEvents ?? []));
        ({ NextToken } = page);
        // A few hundred are more than one look between two pauses can have missed.
      } while (NextToken !== undefined && events.length < 500);
      return events;
    } catch (cause) {
      if (cause instanceof Error && /does not exist/.test(cause.message)) return [];
      throw cause;
    }
  });
}
