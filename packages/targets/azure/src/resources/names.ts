import type { Property } from '@groundwork/blueprint';
import { databaseOf, namesIn as namesOf, userOf, type DeployedResource, type DeployedService } from '@groundwork/provision';

/** Names that Azure's servers keep for themselves, beside those every server does. */
const reserved = new Set([
  'administrator',
  'azure_maintenance',
  'azure_pg_admin',
  'azure_superuser',
  'azure_sys',
  'azuresu',
  'master',
  'sa',
]);

/** The user or database the code names, unless the server has that one itself; else one named after the project. */
export function nameIn({ told }: Pick<DeployedResource, 'told'>, property: 'user' | 'database', project: string): string {
  const name = property === 'user' ? userOf({ told, project }) : databaseOf({ told, project });
  return reserved.has(name.toLowerCase()) || /^pg_/i.test(name) ? `app_${name}` : name;
}

export interface NamedThings {
  /** Each once, in the order the code names them. */
  readonly all: readonly string[];
  /** What each variable is told. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Names of the queues, topics or containers of one resource, in the letters Azure takes. */
export function namesIn({ told, id }: Pick<DeployedResource, 'told' | 'id'>, property: Property): NamedThings {
  const { all, variables } = namesOf(told, property, id);
  const own = told.variables.filter((variable) => variable.property === property);
  return {
    all: [...new Set(all.map(plainName))],
    variables: Object.fromEntries(
      own.flatMap(({ name, value }) => [variables[name] ?? value].flatMap((is) => (is ? [[name, plainName(is)]] : []))),
    ),
  };
}

/** Small letters, digits and `-`, at least three: what containers and queues take. */
export function plainName(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.length < 3 ? `${plain}-own` : plain.slice(0, 63);
}

/** Whether a service is told a whole address of a resource, in which it finds TLS asked for, and nothing that leaves it out. */
export function toldByUrl({ service }: DeployedService, { name }: DeployedResource): boolean {
  const bound = service.env.flatMap(({ binding }) => (binding && 'resource' in binding && binding.resource === name ? [binding] : []));
  return bound.some(({ property }) => property === 'url') && bound.every(({ form }) => form !== 'host:port');
}
