import type { Resource, ResourceType, Variable } from '@groundwork/blueprint';
import type { Image } from '../image.ts';

const ports: Readonly<Partial<Record<ResourceType, number>>> = {
  postgres: 5432,
  mysql: 3306,
  redis: 6379,
  mongodb: 27017,
  rabbitmq: 5672,
};

/**
 * Values for one command that builds, in front of it: code that insists on a variable when it is imported would not build without. They
 * lead nowhere, and none of them is anybody's.
 */
export function buildValues({ services }: Image, resources: readonly Resource[]): string {
  const insisted = new Map(
    services.flatMap(({ env }) =>
      env.filter(({ required, name }) => required && /^[A-Za-z_]\w*$/.test(name)).map((each) => [each.name, each]),
    ),
  );
  return [...insisted.values()]
    .filter(({ source }) => source !== 'fixed')
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map((variable) => `${variable.name}=${quoted(standIn(variable, resources))}`)
    .join(' ');
}

function standIn({ binding, default: fallback }: Variable, resources: readonly Resource[]): string {
  if (fallback !== null) return fallback;
  if (!binding) return 'only-for-the-build';
  const port = 'resource' in binding ? portOf(binding.resource, resources) : 80;
  switch (binding.property) {
    case 'url':
    case 'endpoint':
      return urlOf(binding.form, port, 'resource' in binding ? resources.find(({ name }) => name === binding.resource)?.type : undefined);
    case 'host':
      return '127.0.0.1';
    case 'port':
      return String(port);
    default:
      return 'build';
  }
}

const portOf = (name: string, resources: readonly Resource[]): number => {
  const type = resources.find((each) => each.name === name)?.type;
  return (type === undefined ? undefined : ports[type]) ?? 80;
};

function urlOf(form: string | null, port: number, type: ResourceType | undefined): string {
  if (form === 'host:port' || form === 'authority') return `127.0.0.1:${port}`;
  const scheme = form !== null && /^[a-z][\w+.-]*$/i.test(form) ? form : (schemes[type ?? 'smtp'] ?? 'http');
  return scheme.startsWith('http') ? `${scheme}://127.0.0.1:${port}` : `${scheme}://build:build@127.0.0.1:${port}/build`;
}

const schemes: Readonly<Partial<Record<ResourceType, string>>> = {
  postgres: 'postgresql',
  mysql: 'mysql',
  redis: 'redis',
  mongodb: 'mongodb',
  rabbitmq: 'amqp',
};

const quoted = (text: string): string => (/^[\w./:@+-]*$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);
