import type { Resource, Service, Variable } from '@groundwork/blueprint';
import type { Line } from '../../../terminal/lines.ts';
import { cutEnd, visible, widthOfText } from '../../../terminal/text.ts';
import { count } from '../../../terminal/words.ts';
import { place } from './evidence.ts';
import type { PartOptions } from './report.ts';

/** Columns of the word before a row: `needs`, `can use`, `release`. */
export const labelWidth = 9;
const longestValue = 40;
const longestAlignedName = 32;
/** More optional secrets than this are counted instead of listed. */
const fewSecrets = 4;

/** One row of what a service needs. `key` is what it says apart from where it was read: equal keys need not be said twice. */
export interface Row {
  readonly label: 'needs' | 'can use' | 'uses';
  readonly name: string;
  readonly value: string;
  readonly key: string;
  readonly right: string;
}

export interface Needs {
  readonly rows: readonly Row[];
  /** The one line for everything that nobody has to care about; empty when there is nothing else. */
  readonly rest: string;
}

/**
 * What a service needs. Real services read eighty variables: shown are those someone has to care about (bound to something
 * required, required themselves, or a secret), then one row for each resource it merely can use, and the rest is one line.
 */
export function needsOf(service: Service, resources: readonly Resource[], { all }: PartOptions): Needs {
  const optional = new Set(resources.filter(({ need }) => need === 'optional').map(({ name }) => name));
  const reaches = ({ binding }: Variable): string | null => (binding && 'resource' in binding ? binding.resource : null);
  const told = (variable: Variable): boolean => optional.has(reaches(variable) ?? '');
  const secrets = service.env.filter((variable) => isOptional(variable) && variable.secret);
  const listed = service.env.filter(
    (variable) => all || (!told(variable) && (!isOptional(variable) || (variable.secret && secrets.length <= fewSecrets))),
  );
  const rows: Row[] = listed.map((variable) => {
    const [name, value] = [visible(variable.name), valueOf(variable, plainForms(variable, resources))];
    return { label: 'needs', name, value, key: `${name} ${value}`, right: place(variable.evidence) };
  });
  const reached = new Set([...service.env.flatMap((variable) => reaches(variable) ?? []), ...service.uses.map(({ resource }) => resource)]);
  for (const resource of reached) {
    const can = optional.has(resource);
    const variables = service.env.filter((variable) => reaches(variable) === resource);
    if (variables.length > 0 && (all || !can)) continue;
    const [name, value] = [visible(resource), variables.map((variable) => visible(variable.name)).join(', ')];
    const evidence = service.uses.find((use) => use.resource === resource)?.evidence ?? variables[0]?.evidence ?? [];
    rows.push({ label: can ? 'can use' : 'uses', name, value, key: `${name} ${value}`, right: place(evidence) });
  }
  const rest = service.env.filter((variable) => !listed.includes(variable) && !told(variable));
  return { rows: inOrder(rows), rest: rest.length === 0 ? '' : `+ ${restOf(rest)}` };
}

const isOptional = (variable: Variable): boolean => variable.source !== 'binding' && !variable.required && variable.source !== 'generated';

/** `redis (url, redis)` says redis twice. */
function plainForms({ binding }: Variable, resources: readonly Resource[]): ReadonlySet<string> {
  if (!binding || !('resource' in binding)) return new Set(['http', 'https']);
  const type = resources.find(({ name }) => name === binding.resource)?.type;
  return new Set([binding.resource, binding.property, ...(type ? [type] : [])]);
}

const order: readonly Row['label'][] = ['needs', 'uses', 'can use'];
const inOrder = (rows: readonly Row[]): Row[] => rows.toSorted((a, b) => order.indexOf(a.label) - order.indexOf(b.label));

function restOf(variables: readonly Variable[]): string {
  const secrets = variables.filter(({ secret }) => secret).length;
  const defaults = variables.every((variable) => variable.default !== null);
  const what = defaults
    ? `${count(variables.length, 'variable')} with ${variables.length === 1 ? 'a default' : 'defaults'}`
    : count(variables.length, 'optional variable');
  return secrets === 0 ? what : `${what}, ${secrets} of them secret`;
}

/** Rows as lines: the label once (not at all where a line above has it), names one under the other. */
export function rowLines(rows: readonly Row[], indent: number, { style, width }: PartOptions, continued = false): Line[] {
  const longest = Math.min(longestAlignedName, Math.floor(width * 0.3));
  return rows.map(({ label, name, value, right }, index) => {
    const first = rows[index - 1]?.label !== label && !continued;
    const alike = rows.filter((row) => row.label === label && row.value !== '').map((row) => widthOfText(row.name));
    const nameWidth = Math.max(0, ...alike.filter((each) => each <= longest));
    const gap = ' '.repeat(Math.max(0, nameWidth - widthOfText(name)));
    return {
      indent: indent + (first ? 0 : labelWidth),
      hang: (first ? labelWidth : 0) + 2,
      left: `${first ? label.padEnd(labelWidth) : ''}${name}${value === '' ? '' : `${gap}  ${value}`}`,
      look: (text) => (first && text.startsWith(label) ? style.quiet(label) + text.slice(label.length) : text),
      right,
    };
  });
}

/**
 * Where the value comes from; `says` are forms that add nothing to the resource's own name. A secret's default is never shown: a
 * repository may have a real one in it.
 */
function valueOf(variable: Variable, says: ReadonlySet<string>): string {
  const { binding } = variable;
  if (binding) {
    const source = 'resource' in binding ? binding.resource : binding.service;
    const how = binding.form === null || says.has(binding.form) ? binding.property : `${binding.property}, ${binding.form}`;
    return visible(`← ${source} (${how})`);
  }
  if (variable.source === 'generated') return 'generated';
  if (variable.source === 'fixed') return variable.default === null ? 'set for you' : `set to ${shownValue(variable)}`;
  if (variable.default !== null) return variable.secret ? 'default in the code' : `default ${shownValue(variable)}`;
  return variable.required ? 'yours to give' : 'yours to give, optional';
}

function shownValue(variable: Variable): string {
  if (variable.secret) return '•••';
  return variable.default === '' ? 'empty' : cutEnd(visible(variable.default ?? ''), longestValue);
}
