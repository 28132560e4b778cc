import type { DeployedResource } from '@groundwork/provision';
import { attribute, joined, ref } from '../cloudformation/value.ts';
import { logical } from '../names.ts';
import { allowedFor } from '../permissions/statements.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import type { ActionTable, Served } from './served.ts';

/** What Amazon's SDKs read by themselves: left unset, they use the role of the task, which is better than any key. */
const readBySdk = /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|ACCESS_KEY|SECRET_KEY)$/;

export interface AccessKey {
  readonly secrets: Served['secrets'];
  readonly native: readonly string[];
}

/**
 * A user with a key for code that takes one under a name of its own and knows no roles. It may do what the code's role may; its key is
 * put into a secret by CloudFormation, and stands nowhere else. `null` where no code asks for one.
 */
export function drawAccessKey(resource: DeployedResource, canvas: Canvas, actions: ActionTable): AccessKey | null {
  const { name, told, id } = resource;
  const asking = told.variables.filter(
    (each) => (each.property === 'accessKey' || each.property === 'secretKey') && !readBySdk.test(each.name),
  );
  if (asking.length === 0) return null;
  const { foundations, deployment } = canvas;
  const grants = deployment.services.flatMap((service) => service.grants.filter((grant) => grant.resource === name));
  const served: Served = { reach: null, values: {}, secrets: {}, door: null, actions };
  const { statements } = allowedFor({ grants }, { [name]: served });
  const upper = logical(id);
  const user = foundations.add(`${upper}User`, { Type: 'AWS::IAM::User', Properties: { Tags: tagsOf(deployment) } });
  const native = [user];
  if (statements.length > 0)
    native.push(
      foundations.add(`${upper}UserPolicy`, {
        Type: 'AWS::IAM::UserPolicy',
        Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [...statements] }, PolicyName: 'code', UserName: ref(user) },
      }),
    );
  const key = foundations.add(`${upper}Key`, { Type: 'AWS::IAM::AccessKey', Properties: { UserName: ref(user) } });
  const secret = foundations.add(`${upper}KeySecret`, {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      Description: `Key for ${name}, which the code takes as ${asking.map((each) => each.name).join(', ')}`.slice(0, 500),
      SecretString: joined(['{"accessKey":"', ref(key), '","secretKey":"', attribute(key, 'SecretAccessKey'), '"}']),
      Tags: tagsOf(deployment),
    },
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
  });
  canvas.note(
    `${name}: the code takes a key under names of its own (${asking.map((each) => each.name).join(', ')}): a user of IAM has one`,
  );
  return {
    secrets: { accessKey: { arn: ref(secret), key: 'accessKey' }, secretKey: { arn: ref(secret), key: 'secretKey' } },
    native: [...native, key, secret],
  };
}
