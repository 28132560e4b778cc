import { properties, type Property } from '@groundwork/blueprint';
import { z } from 'zod';

/** Something only the target knows, or that must not be written down: replaced by whatever the engine has for it. */
export const referenceSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('resource'), name: z.string(), property: z.enum(properties) }),
  z.strictObject({ of: z.literal('service'), name: z.string(), property: z.enum(['url', 'host', 'port']) }),
  z.strictObject({ of: z.literal('secret'), name: z.string() }).describe('A secret of the environment, by the name of its variable'),
]);

export type Reference = Readonly<z.infer<typeof referenceSchema>>;

/** A text with holes: `['postgresql://shop:', {password of db}, '@', {host of db}, ':5432/shop']`. */
export type Template = readonly (string | Reference)[];

const secretProperties: ReadonlySet<Property> = new Set(['password', 'secretKey', 'accessKey', 'apiKey']);

/** Whether a text made of it must be kept from plans, logs and templates. */
export function holdsSecret(template: Template): boolean {
  return template.some((part) => typeof part !== 'string' && isSecret(part));
}

export function isSecret(reference: Reference): boolean {
  return reference.of === 'secret' || (reference.of === 'resource' && secretProperties.has(reference.property));
}

/** Every reference of a template, each once. */
export function referencesIn(template: Template): Reference[] {
  const seen = new Map<string, Reference>();
  for (const part of template) if (typeof part !== 'string') seen.set(tokenOf(part), part);
  return [...seen.values()];
}

/** The text with every hole filled: how is the target's own. */
export function fill(template: Template, value: (reference: Reference) => string): string {
  return template.map((part) => (typeof part === 'string' ? part : value(part))).join('');
}

/**
 * A reference as a word of letters and digits: it goes through everything that writes URLs and connection strings, none of which
 * has to quote it, and is found again by `templateOf`.
 */
export function tokenOf(reference: Reference): string {
  return `qzq${Buffer.from(JSON.stringify(reference)).toString('hex')}qzq`;
}

/** A text that holds tokens, as a template. */
export function templateOf(text: string): Template {
  const parts = text.split(/qzq([0-9a-f]+)qzq/);
  return parts
    .map((part, at) => (at % 2 === 0 ? part : referenceSchema.parse(JSON.parse(Buffer.from(part, 'hex').toString()))))
    .filter((part) => part !== '');
}

/** A template as a text that holds tokens. */
export const textOf = (template: Template): string => fill(template, tokenOf);
