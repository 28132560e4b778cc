import { identifierOf, type Deployment } from '@groundwork/provision';
import { createHash } from 'node:crypto';
import { expression, joined, type Expression } from './arm/expression.ts';

/**
 * What makes names that the whole world shares unique: a parameter of the templates, by default made of the resource group's id.
 * Thirteen letters and digits.
 */
export const suffix = expression("parameters('suffix')");

/** Stands in native ids where the suffix is. */
export const suffixMark = '{suffix}';

/** A name in a template, and the same as native ids write it. */
export interface ArmName {
  readonly name: Expression;
  readonly native: string;
}

/** A name that is unique in its resource group. */
export const plainName = (name: string): ArmName => ({ name: joined([name]), native: name });

/** A name that is unique in the world, of letters, digits and `-`, at most `longest`. */
export function worldName(name: string, longest: number): ArmName {
  const start = `${identifierOf(name, longest - 14)}-`;
  return { name: joined([start, suffix]), native: `${start}${suffixMark}` };
}

/** The same of letters and digits only. */
export function worldNameWithoutDashes(name: string, longest: number): ArmName {
  const start = name.replace(/[^a-z0-9]/g, '').slice(0, longest - 13);
  return { name: joined([start, suffix]), native: `${start}${suffixMark}` };
}

/** The environment's own name, for what it has one of. */
export const environmentName = ({ name, environment }: Pick<Deployment, 'name' | 'environment'>): string => `${name}-${environment}`;

/** The resource group of an environment where a person named none. */
export const defaultResourceGroup = environmentName;

/**
 * Name of a variable's value in Key Vault, which takes letters, digits and `-` and does not tell small letters from big ones:
 * `SIGNING_KEY` -> `SIGNING-KEY`. What would not come back the same way gets a hash.
 */
export function vaultName(variable: string): string {
  const plain = variable.replace(/[^A-Za-z0-9]/g, '-');
  if (/^[A-Z][A-Z0-9_]*$/.test(variable) && plain.length <= 120) return plain;
  return `${plain.slice(0, 100)}-${createHash('sha256').update(variable).digest('hex').slice(0, 8)}`;
}

/** Name of a resource's own password in Key Vault. */
export const passwordName = (id: string): string => `${id}--password`;
