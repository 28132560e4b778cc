import { GroundworkError } from '@groundwork/host';
import { objectOf, textOf, type Json, type JsonObject } from '../../text/json.ts';
import { resourceType, snake } from './names.ts';
import { kinds, type Classic, type ResourceKind } from './types.ts';

export interface Template {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly parameters: JsonObject;
  readonly outputs: JsonObject;
}

/** A resource of a template, and what it is in Terraform. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly dependsOn: readonly string[];
  readonly deletion: string;
  readonly kind: ResourceKind;
  /** `null` where it is written for awscc. */
  readonly classic: Classic | null;
  /** The resource whose stack it is in; its own where it is the first of one. */
  readonly stack: string | null;
}

/** `awscc_ec2_vpc.vpc`, which has to be said where something depends on it. */
export const addressOf = ({ id, type, classic, stack }: Resource): string =>
  stack === null ? `${classic?.type ?? resourceType(type)}.${snake(id)}` : `aws_cloudformation_stack.${snake(stack)}`;

/** A secret that is made of others: its value is written by a resource of its own. */
export const isComposed = ({ type, properties, stack }: Resource): boolean =>
  type === 'AWS::SecretsManager::Secret' && stack === null && properties['SecretString'] !== undefined;

/** Reads a template; a type that the table does not have is refused. `leaveOut` are logical ids. */
export function templateOf(template: JsonObject, leaveOut: ReadonlySet<string>): Template {
  const entries = Object.entries(objectOf(template['Resources'])).filter(([id]) => !leaveOut.has(id));
  const read = entries.map(([id, each]) => resourceOf(id, objectOf(each)));
  const keys = read.filter(({ type }) => type === 'AWS::IAM::AccessKey');
  // What has the secret half of a key inside is made where the key is.
  const resources = read.map((each) => {
    const key = keys.find(({ id }) => each.id !== id && mentions(each.properties, id, 'SecretAccessKey'));
    return [each.id, key ? { ...each, stack: key.id } : each] as const;
  });
  return { resources: new Map(resources), parameters: objectOf(template['Parameters']), outputs: objectOf(template['Outputs']) };
}

function resourceOf(id: string, resource: JsonObject): Resource {
  const { Type: type, Properties, DependsOn, DeletionPolicy, UpdateReplacePolicy: _, Metadata: __, ...rest } = resource;
  const kind = typeof type === 'string' ? kinds[type] : undefined;
  const [unknown] = Object.keys(rest);
  if (typeof type !== 'string' || kind === undefined || unknown !== undefined) {
    throw new GroundworkError({
      code: 'export.untranslated',
      message: `${id}: ${unknown ?? textOf(type)} of CloudFormation is not known to the export of Terraform`,
      fix: 'gw export cloudformation',
    });
  }
  const properties = objectOf(Properties);
  const classic = kind.classic && (kind.classic.always || holdsPassword(properties)) ? kind.classic : null;
  return {
    id,
    type,
    properties,
    dependsOn: Array.isArray(DependsOn) ? DependsOn.map((each: Json) => textOf(each)) : [],
    deletion: typeof DeletionPolicy === 'string' ? DeletionPolicy : 'Delete',
    kind,
    classic,
    stack: kind.stacked ? id : null,
  };
}

const holdsPassword = (value: Json): boolean => JSON.stringify(value).includes('{{resolve:secretsmanager:');

const mentions = (value: Json, id: string, attribute: string): boolean =>
  JSON.stringify(value).includes(JSON.stringify({ 'Fn::GetAtt': [id, attribute] }));
