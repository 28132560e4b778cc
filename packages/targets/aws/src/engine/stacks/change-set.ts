import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  type Change,
  type Parameter,
} from '@aws-sdk/client-cloudformation';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { ensureBucket } from '../bucket.ts';
import { asked, failureFor } from '../errors.ts';
import { pause, type Session } from '../session.ts';

/** What CloudFormation takes in a request; a larger template is fetched from a bucket. */
const longestInline = 51_200;

export interface ChangeSetRequest {
  readonly stack: string;
  readonly kind: 'CREATE' | 'UPDATE';
  readonly template: string;
  /** `null` for a value that stays as it is. */
  readonly parameters: Readonly<Record<string, string | null>>;
}

export interface ChangeSet {
  readonly id: string;
  readonly changes: readonly Change[];
}

/** Has CloudFormation work out what a template would change; `null` where it is nothing. */
export async function createChangeSet(session: Session, request: ChangeSetRequest): Promise<ChangeSet | null> {
  const { clients, context } = session;
  const { stack, kind, parameters } = request;
  const where = `CreateChangeSet ${stack} in ${session.region}`;
  const name = `gw-${Date.now().toString(36)}-${process.pid}`;
  await asked(where, async () =>
    clients.cloudformation.send(
      new CreateChangeSetCommand({
        StackName: stack,
        ChangeSetName: name,
        ChangeSetType: kind,
        Capabilities: ['CAPABILITY_IAM'],
        Parameters: Object.entries(parameters).map(([ParameterKey, value]): Parameter => ({
          ParameterKey,
          ...(value === null ? { UsePreviousValue: true } : { ParameterValue: value }),
        })),
        Tags: [
          { Key: 'groundwork:project', Value: context.name },
          { Key: 'groundwork:environment', Value: context.environment },
        ],
        ...(await bodyOf(session, request.template)),
      }),
    ),
  );
  for (;;) {
    const {
      Status,
      StatusReason = '',
      ChangeSetId,
    } = await asked(where, () =>
      clients.cloudformation.send(new DescribeChangeSetCommand({ StackName: stack, ChangeSetName: name, IncludePropertyValues: true })),
    );
    if (Status === 'FAILED') {
      await deleteChangeSet(session, stack, name);
      if (/didn't contain changes|No updates are to be performed/i.test(StatusReason)) return null;
      throw failureFor(StatusReason, where);
    }
    if (Status === 'CREATE_COMPLETE' && ChangeSetId !== undefined)
      return { id: ChangeSetId, changes: await changesOf(session, stack, name) };
    await pause(session);
  }
}

async function changesOf({ clients }: Session, stack: string, name: string): Promise<Change[]> {
  const changes: Change[] = [];
  let NextToken: string | undefined;
  do {
    const page = await asked(`change set of ${stack}`, () =>
      clients.cloudformation.send(
        new DescribeChangeSetCommand({
          StackName: stack,
          ChangeSetName: name,
          IncludePropertyValues: true,
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
      ),
    );
    changes.push(...(page.Changes ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return changes;
}

export function deleteChangeSet({ clients }: Session, stack: string, name: string): Promise<unknown> {
  return asked(`change set of ${stack}`, () =>
    clients.cloudformation.send(new DeleteChangeSetCommand({ StackName: stack, ChangeSetName: name })),
  );
}

async function bodyOf(session: Session, template: string): Promise<{ TemplateBody: string } | { TemplateURL: string }> {
  const TemplateBody = JSON.stringify(JSON.parse(template));
  if (Buffer.byteLength(TemplateBody) <= longestInline) return { TemplateBody };
  const { bucket, clients, region, context } = session;
  await ensureBucket(session);
  const key = `once/${createHash('sha256').update(TemplateBody).digest('hex')}.json`;
  await clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: TemplateBody, ContentType: 'application/json' }));
  const own = context.env['AWS_ENDPOINT_URL'];
  return { TemplateURL: own === undefined ? `https://${bucket}.s3.${region}.amazonaws.com/${key}` : `${own}/${bucket}/${key}` };
}
