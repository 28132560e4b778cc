import type { Property } from '@groundwork/blueprint';
import { cloudFormation, type CloudResource } from '../../catalog/cloud-resources.ts';
import { declaredResource, stated, type DeclaredResource } from '../declaration.ts';
import type { Item } from '../item.ts';

/** A resource of a CloudFormation template that services are told about. */
export interface TemplateResource {
  readonly logical: string;
  readonly known: CloudResource;
  readonly declared: DeclaredResource;
  /** Texts that name it, as written: the table's name, the queue's. */
  readonly names: readonly { readonly text: string; readonly property: Property }[];
}

/** Resources of `Resources:` that the catalogue knows. `resolve` fills in the template language's own variables. */
export function templateResources(resources: Item, file: string, resolve: (text: string) => string): TemplateResource[] {
  return resources.entries.flatMap(([logical, item]): TemplateResource[] => {
    const known = cloudFormation[item.get('Type').text ?? ''];
    if (!known) return [];
    const properties = item.get('Properties');
    const type = typeOf(known, properties.get(known.by?.property ?? '').text);
    if (type === null) return [];
    const names = Object.entries(known.named ?? {}).flatMap(([key, property]) => {
      const text = textOf(properties.get(key));
      return text === null ? [] : [{ text: resolve(text), property }];
    });
    const version = known.version ? properties.get(known.version).text : null;
    const values = Object.fromEntries(names.map(({ text, property }) => [property, text]));
    const evidence = stated(file, item.line, `${item.get('Type').text ?? ''} ${logical}`);
    return [
      { logical, known, names, declared: declaredResource(logical, type, evidence, { version, values, optional: isDeadLetter(logical) }) },
    ];
  });
}

/** A queue for what failed is no queue the code is told about. */
const isDeadLetter = (name: string): boolean => /dlq|dead-?letter/i.test(name);

export function typeOf(known: CloudResource, text: string | null): DeclaredResource['type'] | null {
  if (!known.by) return known.type;
  if (text === null) return known.by.property === 'kind' ? null : known.type;
  const found = Object.entries(known.by.contains).find(([part]) => text.toLowerCase().includes(part.toLowerCase()));
  return found ? found[1] : known.by.property === 'kind' ? null : known.type;
}

export interface Reference {
  readonly logical: string;
  /** `null` for a plain `Ref`. */
  readonly attribute: string | null;
}

/** `!Ref`, `!GetAtt`, `!Sub` of one thing alone, in the short and the long form. */
export function referenceIn(item: Item): Reference | null {
  const ref = item.tag === '!Ref' ? item.text : item.get('Ref').text;
  if (ref) return { logical: ref, attribute: null };
  const attribute = item.tag === '!GetAtt' ? item : item.get('Fn::GetAtt');
  if (!attribute.isNothing) {
    const parts = attribute.text?.split('.') ?? attribute.texts;
    const [logical, ...rest] = parts;
    return logical && rest.length ? { logical, attribute: rest.join('.') } : null;
  }
  const sub = textOf(item);
  const only = /^\$\{(\w+)(?:\.([\w.]+))?\}$/.exec(sub ?? '');
  return only?.[1] ? { logical: only[1], attribute: only[2] ?? null } : null;
}

/** A text, also that of `!Sub`. */
export function textOf(item: Item): string | null {
  const sub = item.get('Fn::Sub');
  return item.text ?? sub.text ?? sub.items[0]?.text ?? item.items[0]?.text ?? null;
}

/** What a reference to one of the resources carries. */
export function carriedBy(reference: Reference, resources: readonly TemplateResource[]): { name: string; property: Property } | null {
  const target = resources.find(({ logical }) => logical === reference.logical);
  if (!target) return null;
  const { known } = target;
  const property =
    reference.attribute === null
      ? known.reference
      : (known.attributes?.[reference.attribute] ?? (reference.attribute === 'Arn' ? known.reference : undefined));
  return property ? { name: target.declared.name, property } : null;
}

/** A text that names one of the resources. */
export function namedIn(text: string, resources: readonly TemplateResource[]): { name: string; property: Property } | null {
  for (const { names, declared } of resources)
    for (const each of names) if (each.text === text) return { name: declared.name, property: each.property };
  return null;
}

export interface Trigger {
  readonly kind: 'function' | 'worker' | 'cron';
  readonly schedule: string | null;
}

/** AWS schedule expressions to cron: `rate(5 minutes)`, `cron(0 12 * * ? *)`. */
export function cronOfSchedule(text: string): string | null {
  const rate = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/.exec(text.trim());
  if (rate) {
    const every = Number(rate[1]);
    if (rate[2] === 'minute')
      return every === 1 ? '* * * * *' : every < 60 ? `*/${every} * * * *` : every % 60 === 0 ? hourly(every / 60) : null;
    if (rate[2] === 'hour') return hourly(every);
    return every === 1 ? '0 0 * * *' : `0 0 */${every} * *`;
  }
  const cron = /^cron\(\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+\S+)?\s*\)$/.exec(text.trim());
  if (!cron) return /^\S+(\s+\S+){4}$/.test(text.trim()) ? text.trim() : null;
  return cron
    .slice(1, 6)
    .map((field) => (field === '?' ? '*' : field))
    .join(' ');
}

const hourly = (every: number): string => (every === 1 ? '0 * * * *' : every < 24 ? `0 */${every} * * *` : '0 0 * * *');
