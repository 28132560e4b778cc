export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A resource of a template, under its symbolic name (`languageVersion` 2.0). */
export interface ArmResource {
  readonly type: string;
  readonly apiVersion: string;
  readonly name: string;
  /** Only referred to: made by another template. */
  readonly existing?: true;
  readonly scope?: string;
  readonly dependsOn?: readonly string[];
  readonly [property: string]: Json | undefined;
}

export interface ArmParameter {
  readonly type: 'string' | 'securestring';
  readonly defaultValue?: string;
  readonly metadata: {
    readonly description: string;
    /** Name in the vault, of a secret that is filled in from there. */
    readonly secret?: string;
    /** Made at random where the vault has none. */
    readonly generated?: true;
  };
}

export interface ArmTemplate {
  readonly parameters: Readonly<Record<string, ArmParameter>>;
  readonly resources: Readonly<Record<string, ArmResource>>;
}

/** The template as a file: keys in one order, so that the same deployment gives the same bytes. */
export function templateFile({ parameters, resources }: ArmTemplate): string {
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    languageVersion: '2.0',
    contentVersion: '1.0.0.0',
    parameters: sorted(parameters),
    resources: Object.fromEntries(
      Object.entries(sorted(resources)).map(([name, resource]) => [
        name,
        { ...resource, ...(resource.dependsOn ? { dependsOn: [...new Set(resource.dependsOn)].toSorted() } : {}) },
      ]),
    ),
  };
  return `${JSON.stringify(template, null, 2)}\n`;
}

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).toSorted(([left], [right]) => (left < right ? -1 : 1)));

/** A symbolic name: letters and digits, `db-server` -> `dbServer`. */
export function symbol(...words: readonly string[]): string {
  const parts = words.flatMap((word) => word.split(/[^A-Za-z0-9]+/)).filter((part) => part !== '');
  return parts.map((part, at) => (at === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1))).join('');
}
