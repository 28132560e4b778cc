import type { DeployedResource } from '@groundwork/provision';
import { joined, region, ref, type Value } from '../cloudformation/value.ts';
import type { Canvas } from '../render/canvas.ts';
import type { Served } from './served.ts';

/** A service of somebody else: nothing is made for it, and what it takes to reach it is given by a person. */
export function drawOutside(resource: DeployedResource, canvas: Canvas): Served {
  const { name, told } = resource;
  const variables = [...new Set(told.variables.filter(({ value }) => value === null).map((variable) => variable.name))];
  if (variables.length > 0)
    canvas.note(
      `${name} is an outside service: give ${variables.join(', ')} with \`gw secrets set NAME --env ${canvas.deployment.environment}\``,
    );
  canvas.items.push(itemOf(resource, 'outside service, reached with what a person gives'));
  return { reach: null, values: {}, secrets: {}, door: null, actions: null };
}

/** Language models: Bedrock by the role of the task where the code speaks to it, else an outside service with a key. */
export function drawLanguageModels(resource: DeployedResource, canvas: Canvas): Served {
  const { evidence } = resource.resource;
  if (!evidence.some(({ why }) => /bedrock/i.test(why))) return drawOutside(resource, canvas);
  canvas.items.push(itemOf(resource, 'Bedrock, by the role of the service'));
  canvas.note(`${resource.name}: models of Bedrock are opened once per account, on its page "Model access"`);
  const models: readonly Value[] = [
    joined(['arn:', ref('AWS::Partition'), ':bedrock:*::foundation-model/*']),
    joined(['arn:', ref('AWS::Partition'), ':bedrock:', region, ':', ref('AWS::AccountId'), ':inference-profile/*']),
  ];
  const invoke = { action: 'bedrock:InvokeModel', on: models };
  const stream = { action: 'bedrock:InvokeModelWithResponseStream', on: models };
  const list = { action: 'bedrock:ListFoundationModels', on: ['*'] };
  return {
    reach: null,
    values: {},
    secrets: {},
    door: null,
    actions: {
      operations: { invoke: [invoke], 'invoke-stream': [stream], list: [list] },
      access: { read: [invoke, stream], write: [invoke, stream], admin: [list] },
    },
  };
}

const itemOf = ({ name, resource }: DeployedResource, title: string) => ({
  id: `resource:${name}`,
  kind: 'resource' as const,
  name,
  title,
  native: [],
  permissions: [],
  quantities: [],
  stateful: false,
  evidence: resource.evidence,
});
