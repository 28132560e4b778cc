import { jsonencode } from '../hcl.ts';
import { isObject, objectOf, type Json, type JsonObject } from '../../text/json.ts';
import { addressOf, isComposed, type Resource } from './configuration.ts';
import { attributeName, resourceType, snake } from './names.ts';
import { tagList, tagMap } from './tags.ts';
import { encoded, maps, type Classic, type Topic } from './types.ts';
import { asIs, lists, outputOf, refused, valueOf, type Reading } from './values.ts';

/** A block of a configuration, and the logical ids it was made of. */
export interface Block {
  readonly topic: Topic;
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
  readonly of: readonly string[];
}

/** `prefix` is the name of the project and its environment, which is what CloudFormation puts before a name it makes up. */
export function blocksOf(reading: Reading, prefix: string): Block[] {
  const all = [...reading.template.resources.values()];
  return all.flatMap((resource) => {
    if (resource.stack !== null) return resource.stack === resource.id ? [stackOf(resource, all, reading, prefix)] : [];
    const block = resource.classic ? classicOf(resource, resource.classic, reading, prefix) : mechanical(resource, reading);
    return isComposed(resource) ? [block, versionOf(resource, reading)] : [block];
  });
}

/** Each property under the name awscc has for it. */
function mechanical(resource: Resource, reading: Reading): Block {
  const { id, type, properties, kind } = resource;
  const composed = isComposed(resource);
  const body = attributesOf(composed ? { ...properties, SecretString: undefined } : properties, reading);
  if (JSON.stringify(body).includes('${jsondecode(ephemeral.')) throw refused(`A password in ${type} (${id})`);
  return { topic: kind.topic, type: resourceType(type), name: snake(id), body: { ...body, ...metaOf(resource, reading) }, of: [id] };
}

function attributesOf(properties: JsonObject, reading: Reading): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) =>
      value === undefined ? [] : [[attributeName(name), attributeOf(name, value, reading)]],
    ),
  );
}

function attributeOf(name: string, value: Json, reading: Reading): Json {
  if (name.endsWith('Tags')) return tagList(value) ?? valueOfEach(value, reading);
  if (encoded.has(name) && typeof value === 'object') return { [jsonencode]: valueOf(value, reading, asIs) };
  if (Array.isArray(value)) return valueOfEach(value, reading);
  if (!isObject(value) || isFunction(value) || maps.has(name)) return valueOf(value, reading, asIs);
  return attributesOf(value, reading);
}

const valueOfEach = (value: Json, reading: Reading): Json =>
  Array.isArray(value) ? value.map((each: Json) => attributeOf('', each, reading)) : attributeOf('', value, reading);

const isFunction = (value: JsonObject): boolean => {
  const [key = '', ...others] = Object.keys(value);
  return others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'));
};

/** Property by property; one the table does not have is refused. */
function classicOf(resource: Resource, classic: Classic, reading: Reading, prefix: string): Block {
  const { id, type, properties, deletion, kind } = resource;
  const own = Object.entries(properties).map(([property, value = null]) => {
    const name = classic.arguments[property];
    if (name === undefined) throw refused(`${property} of ${type} (${id})`);
    return [name, argumentOf(property, value, classic, reading)] as const;
  });
  const called = `${prefix}-${snake(id).replaceAll('_', '-')}`;
  const { named, snapshot } = classic;
  const body = {
    ...(named ? { [named.argument]: called.slice(0, named.longest).replace(/-+$/, '') } : {}),
    ...Object.fromEntries(own),
    ...(classic.written ? { [classic.written]: 1 } : {}),
    ...(snapshot === undefined ? {} : lastCopyOf(deletion === 'Snapshot', snapshot, `${called}-final`)),
    ...metaOf(resource, reading),
  };
  return { topic: kind.topic, type: classic.type, name: snake(id), body, of: [id] };
}

function lastCopyOf(kept: boolean, how: 'skip' | 'name', name: string): JsonObject {
  if (how === 'name') return kept ? { final_snapshot_identifier: name } : {};
  return kept ? { skip_final_snapshot: false, final_snapshot_identifier: name } : { skip_final_snapshot: true };
}

function argumentOf(property: string, value: Json, { pairs = {} }: Classic, reading: Reading): Json {
  if (property === 'Tags') return tagMap(value) ?? valueOf(value, reading, asIs);
  if (property in pairs) return Object.entries(objectOf(value)).map(([name, each]) => ({ name, value: valueOf(each, reading, asIs) }));
  return isObject(value) && !isFunction(value) ? attributesOf(value, reading) : valueOf(value, reading, asIs);
}

/** The value of a secret that is made of others: it passes through Terraform without being kept. */
function versionOf(resource: Resource, reading: Reading): Block {
  const { id, properties } = resource;
  const value = valueOf(properties['SecretString'], reading, asIs);
  const parts = JSON.stringify(value);
  // Written again when what it is made of is another one.
  const made = [...parts.matchAll(/\b(aws(?:cc)?_\w+\.\w+\.\w+)/g)].flatMap(([, address = '']) =>
    address.startsWith('aws_secretsmanager_secret_version.') ? [] : [address],
  );
  const secrets = [...parts.matchAll(/ephemeral\.aws_secretsmanager_secret_version\.(\w+)\./g)].flatMap(([, name = '']) => {
    const holder = [...reading.template.resources.values()].find((each) => snake(each.id) === name && each.stack === null);
    return holder ? [`${addressOf(holder)}.secret_id`] : [];
  });
  const triggers = [...new Set([...made, ...secrets])].sort();
  return {
    topic: 'secrets',
    type: 'aws_secretsmanager_secret_version',
    name: snake(id),
    body: {
      secret_id: `\${${addressOf(resource)}.secret_id}`,
      secret_string_wo: value,
      secret_string_wo_version: 1,
      ...(triggers.length > 0 ? { lifecycle: { replace_triggered_by: triggers } } : {}),
    },
    of: [],
  };
}

/** Resources of a stack of their own, as CloudFormation has them. */
function stackOf(first: Resource, all: readonly Resource[], reading: Reading, prefix: string): Block {
  const members = all.filter(({ stack }) => stack === first.id);
  const within = new Set(members.map(({ id }) => id));
  const resources = members.map(({ id, type, properties, deletion }) => [
    id,
    { Type: type, DeletionPolicy: deletion, Properties: valueOf(properties, reading, { ...asIs, within }) },
  ]);
  const asked = members.flatMap((member) => outputsOf(member, all));
  const template = { Resources: Object.fromEntries(resources), Outputs: Object.fromEntries(asked) };
  const capabilities = members.some(({ type }) => type.startsWith('AWS::IAM::')) ? { capabilities: ['CAPABILITY_IAM'] } : {};
  const depends = metaOf({ ...first, dependsOn: members.flatMap(({ dependsOn }) => dependsOn.filter((id) => !within.has(id))) }, reading);
  return {
    topic: first.kind.topic,
    type: 'aws_cloudformation_stack',
    name: snake(first.id),
    body: {
      name: `${prefix}-${snake(first.id).replaceAll('_', '-')}`,
      template_body: { [jsonencode]: template },
      ...capabilities,
      ...depends,
    },
    of: members.map(({ id }) => id),
  };
}

/** `Ref`, and what anything outside of the stack asks a member for. */
function outputsOf(member: Resource, all: readonly Resource[]): (readonly [string, Json])[] {
  const outside = JSON.stringify(all.filter(({ stack }) => stack !== member.stack).map(({ properties }) => properties));
  const asked = [...outside.matchAll(/\{"Fn::GetAtt":\["(\w+)","([^"]+)"\]\}/g)].flatMap(([, id, attribute = '']) =>
    id === member.id ? [attribute] : [],
  );
  const get = (attribute: string): Json => ({ 'Fn::GetAtt': [member.id, attribute] });
  return [
    [outputOf(member, null), { Value: { Ref: member.id } }],
    ...[...new Set(asked)].map((attribute): [string, Json] => [
      outputOf(member, attribute),
      { Value: lists.has(attribute) ? { 'Fn::Join': [',', get(attribute)] } : get(attribute) },
    ]),
  ];
}

/** What is said to Terraform itself. What is kept when its stack goes is not destroyed here either. */
function metaOf({ dependsOn, deletion }: Resource, { template }: Reading): JsonObject {
  const depends = dependsOn.flatMap((id) => {
    const other = template.resources.get(id);
    return other ? [addressOf(other)] : [];
  });
  return {
    ...(depends.length > 0 ? { depends_on: [...new Set(depends)] } : {}),
    ...(deletion === 'RetainExceptOnCreate' ? { lifecycle: { prevent_destroy: true } } : {}),
  };
}
