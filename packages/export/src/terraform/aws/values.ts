import { GroundworkError } from '@groundwork/host';
import { isObject, objectOf, textOf, type Json, type JsonObject } from '../../text/json.ts';
import { hclString } from '../string.ts';
import { addressOf, isComposed, type Resource, type Template } from './configuration.ts';
import { attributeName, snake } from './names.ts';

/** What a template is read with: where its names are found, and what has to stand beside what was written. */
export interface Reading {
  readonly template: Template;
  /** What a parameter is: a value of the other template, or a variable. */
  readonly parameter: (name: string) => Json;
  readonly needs: Needs;
}

/** What expressions ask for that is no resource of a template. */
export interface Needs {
  readonly data: Map<string, JsonObject>;
  readonly secrets: Map<string, Json>;
}

const pseudo: Readonly<Record<string, { readonly expression: string; readonly data?: readonly [string, JsonObject] }>> = {
  'AWS::AccountId': {
    expression: 'data.aws_caller_identity.current.account_id',
    data: ['aws_caller_identity.current', {}],
  },
  'AWS::Partition': { expression: 'data.aws_partition.current.partition', data: ['aws_partition.current', {}] },
  'AWS::Region': { expression: 'var.region' },
  'AWS::URLSuffix': { expression: 'data.aws_partition.current.dns_suffix', data: ['aws_partition.current', {}] },
};

/** How keys of an object are written, and what is left to CloudFormation: names of the same stack, and its references to secrets. */
export interface Style {
  readonly key: (name: string) => string;
  readonly within?: ReadonlySet<string>;
}

/** Keys as they are: documents that AWS reads itself. */
export const asIs: Style = { key: (name) => name };

/** A value of a template as JSON of Terraform: text with `${...}` where it refers to something. */
export function valueOf(value: Json | undefined, reading: Reading, style: Style): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return style.within ? literal(value) : resolved(literal(value), reading);
  if (Array.isArray(value)) return value.map((each: Json) => valueOf(each, reading, style));
  if (!isObject(value)) return value;
  const [key = '', ...others] = Object.keys(value);
  if (others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) return functionOf(key, value[key] ?? null, reading, style);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [style.key(name), valueOf(each, reading, style)]));
}

function functionOf(name: string, given: Json, reading: Reading, style: Style): Json {
  const list: readonly Json[] = Array.isArray(given) ? given : [];
  const [first = null, second = null] = list;
  if (style.within?.has(textOf(name === 'Ref' ? given : first))) return { [name]: given };
  const expression = (value: Json): string => {
    const text = valueOf(value, reading, style);
    if (typeof text !== 'string') throw refused(`${name} of ${textOf(value)}`);
    return hclString(text);
  };
  switch (name) {
    case 'Ref':
      return referenceOf(textOf(given), reading);
    case 'Fn::GetAtt':
      return `\${${attributeOf(textOf(first), textOf(second), reading)}}`;
    case 'Fn::Join': {
      if (first !== '' || !Array.isArray(second)) return `\${join(${JSON.stringify(first)}, ${expression(second)})}`;
      const parts = second.map((each: Json) => valueOf(each, reading, { ...style, within: style.within ?? new Set() }));
      if (parts.every((each: Json) => typeof each !== 'object')) return style.within ? parts.join('') : resolved(parts.join(''), reading);
      return { 'Fn::Join': ['', parts] };
    }
    case 'Fn::Select':
      return Array.isArray(second) ? valueOf(second[Number(first)], reading, style) : `\${${expression(second)}[${Number(first)}]}`;
    case 'Fn::Split':
      return `\${split(${JSON.stringify(first)}, ${expression(second)})}`;
    case 'Fn::GetAZs':
      // Without local zones, whose names come before those of a region's own.
      reading.needs.data.set('aws_availability_zones.available', {
        state: 'available',
        filter: { name: 'opt-in-status', values: ['opt-in-not-required'] },
      });
      return '${data.aws_availability_zones.available.names}';
    case 'Fn::Base64':
      return `\${base64encode(${expression(given)})}`;
    default:
      throw refused(`${name} of CloudFormation`);
  }
}

function referenceOf(name: string, reading: Reading): Json {
  const known = pseudo[name];
  if (known?.data) reading.needs.data.set(...known.data);
  if (known) return `\${${known.expression}}`;
  const resource = reading.template.resources.get(name);
  return resource ? `\${${expressionOf(resource, null)}}` : reading.parameter(name);
}

function attributeOf(id: string, attribute: string, { template }: Reading): string {
  const resource = template.resources.get(id);
  if (!resource) throw refused(`${id}, which nothing is called,`);
  return expressionOf(resource, attribute);
}

/** What `Ref` (`null`) or `Fn::GetAtt` gives of a resource. */
function expressionOf(resource: Resource, attribute: string | null): string {
  const address = addressOf(resource);
  if (resource.stack !== null) {
    const output = `${address}.outputs["${outputOf(resource, attribute)}"]`;
    return attribute !== null && lists.has(attribute) ? `split(",", ${output})` : output;
  }
  // By way of what writes its value: who reads it does not start before it is there.
  if (isComposed(resource) && attribute === null) return `aws_secretsmanager_secret_version.${snake(resource.id)}.arn`;
  if (resource.classic) {
    const name = attribute === null ? resource.classic.ref : resource.classic.attributes[attribute];
    if (name === undefined) throw refused(`${attribute ?? 'Ref'} of ${resource.type}`);
    return `${address}.${name}`;
  }
  return `${address}.${attribute === null ? resource.kind.ref : attribute.split('.').map(attributeName).join('.')}`;
}

/** Attributes that are lists: an output of a stack is a text. */
export const lists: ReadonlySet<string> = new Set(['AmqpEndpoints']);

export const outputOf = ({ id }: Resource, attribute: string | null): string => `${id}${(attribute ?? 'Ref').replace(/\W/g, '')}`;

/** Text of a template as text of Terraform. */
const literal = (text: string): string => text.replace(/\$\{|%\{/g, (opening) => `${opening[0]}${opening}`);

/** Dynamic references of CloudFormation: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
function resolved(text: string, { needs }: Reading): string {
  return text
    .replace(/\{\{resolve:secretsmanager:(.*?):SecretString(?::([^:}]*))?\}\}/g, (_, secret: string, key: string | undefined) => {
      const name = snake(/\$\{\w+\.(\w+)\.\w+\}$/.exec(secret)?.[1] ?? secret.split('/').at(-1) ?? '').replace(/\W/g, '_');
      needs.secrets.set(name, secret);
      const value = `ephemeral.aws_secretsmanager_secret_version.${name}.secret_string`;
      return key === undefined ? `\${${value}}` : `\${jsondecode(${value})[${JSON.stringify(key)}]}`;
    })
    .replace(/\{\{resolve:ssm:([^:}]*)\}\}/g, (_, name: string) => {
      const block = snake(name.split('/').slice(-4).join('_')).replace(/\W/g, '_');
      needs.data.set(`aws_ssm_parameter.${block}`, { name });
      return `\${data.aws_ssm_parameter.${block}.insecure_value}`;
    });
}

export const refused = (what: string): GroundworkError =>
  new GroundworkError({
    code: 'export.untranslated',
    message: `${what} is not known to the export of Terraform`,
    fix: 'gw export cloudformation',
  });

/** What a template tells another one, by the name of its output. */
export const outputValue = ({ outputs }: Template, name: string): Json | undefined => objectOf(outputs[name])['Value'];
