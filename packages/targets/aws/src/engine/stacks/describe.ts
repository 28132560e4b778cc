import { DescribeStacksCommand, GetTemplateCommand, paginateListStackResources, type Stack } from '@aws-sdk/client-cloudformation';
import { asked, errorFor, refusalOf } from '../errors.ts';
import type { Session } from '../session.ts';
import { parseTemplate, type DeployedTemplate } from './template.ts';

/** A stack as CloudFormation sees it, `null` where there is none. */
export async function describeStack({ clients }: Session, name: string): Promise<Stack | null> {
  try {
    const { Stacks: [stack] = [] } = await clients.cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    return stack === undefined || stack.StackStatus === 'DELETE_COMPLETE' ? null : stack;
  } catch (cause) {
    if (/does not exist/.test(refusalOf(cause).message)) return null;
    throw errorFor(cause, `stack ${name}`);
  }
}

export const isWorking = ({ StackStatus: status }: Stack): boolean =>
  status !== undefined && status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';

/** Nothing of it was ever well: what is there of it is a rest. */
export const isRest = ({ StackStatus: status }: Stack): boolean =>
  /^(?:ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED|DELETE_FAILED|REVIEW_IN_PROGRESS)$/.test(status ?? '');

export const outputsOf = (stack: Stack | null): Readonly<Record<string, string>> =>
  Object.fromEntries((stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));

export const parametersOf = (stack: Stack | null): Readonly<Record<string, string>> =>
  Object.fromEntries((stack?.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]));

/** The template a stack was made with; `null` for one that is only under review. */
export async function templateOf({ clients }: Session, name: string): Promise<DeployedTemplate | null> {
  const { TemplateBody } = await asked(`template of ${name}`, () =>
    clients.cloudformation.send(new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' })),
  );
  return TemplateBody === undefined || TemplateBody === '' ? null : parseTemplate(TemplateBody);
}

/** Logical id to what AWS calls the thing. */
export function physicalIds(
  { clients }: Session,
  name: string,
): Promise<ReadonlyMap<string, { id: string; type: string; status: string }>> {
  return asked(`resources of ${name}`, async () => {
    const found = new Map<string, { id: string; type: string; status: string }>();
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client: clients.cloudformation }, { StackName: name }))
      for (const { LogicalResourceId = '', PhysicalResourceId = '', ResourceType = '', ResourceStatus = '' } of StackResourceSummaries)
        found.set(LogicalResourceId, { id: PhysicalResourceId, type: ResourceType, status: ResourceStatus });
    return found;
  });
}
