import { resourceDefinitions, resourceTypeOfScheme, resourceTypes, type Binding, type Property } from '@groundwork/blueprint';
import { readConnectionText } from '../connection-text.ts';
import { bindingTo, type Targets } from './targets.ts';

const local = /^(localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|docker\.for\.mac\.localhost)$/;

/** Servers reached over plain HTTP at a port that says which they are. */
const httpPorts = new Map(
  resourceTypes.flatMap((type) => {
    const { port } = resourceDefinitions[type];
    return port !== null && ['elasticsearch', 'meilisearch', 'typesense', 'qdrant', 'ollama', 'tika', 'clickhouse', 'milvus'].includes(type)
      ? [[String(port), type] as const]
      : [];
  }),
);

const longest = 2000;

/**
 * What a value names: a resource by host name or URL scheme, another of our services by host name or port. `null` for a value
 * that names nothing of this repository.
 */
export function bindingOfValue(name: string, value: string, self: string, targets: Targets): Binding | null {
  const text = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (text === '' || text.length > longest || /[\n<>]/.test(text)) return null;
  const first = text.split(',')[0]?.trim() ?? text;
  const read = readConnectionText(masked(first));
  const host = read.host === null ? null : plainHost(read.host);
  const isUrl = read.scheme !== null;
  const scheme = read.scheme ?? '';
  const schemeType = isUrl ? resourceTypeOfScheme(scheme) : null;
  const named = host === null ? [] : (targets.hosts.get(host) ?? targets.hosts.get(host.split('.')[0] ?? '') ?? []);
  const [resource] = schemeType ? [...named.filter((each) => each.type === schemeType), ...named] : named;
  if (isUrl) {
    const form = read.jdbc ? `jdbc:${scheme}` : scheme;
    if (schemeType) return bindingTo(resource && compatible(resource.type, schemeType) ? resource.type : schemeType, 'url', form, targets);
    if (resource) return bindingTo(resource.type, 'url', form, targets);
    return /^(https?|wss?|grpc)$/.test(scheme) && host !== null ? overHttp(host, read.port, self, targets, 'url', form) : null;
  }
  if (host === null) return null;
  // A host with its port is the whole address, unless the variable says that it is the host's.
  const property: Property = read.port !== null && !/HOST(NAME)?S?$|SERVERS?$/i.test(name) ? 'url' : 'host';
  const form = read.port === null ? null : 'host:port';
  // Lists of settings (`Server=db;Database=…`) are the whole address.
  if (/=/.test(first)) return resource ? bindingTo(resource.type, 'url', 'key=value', targets) : null;
  if (!/^[\w.-]+(:\d+)?$/.test(first)) return null;
  // Without a port a bare word is a host's name only where the variable says so: `postgres` is also a user, a driver, a password.
  const saysHost =
    read.port !== null || host.includes('.') || /(HOST|HOSTNAME|SERVER|ADDR|ADDRESS|ENDPOINT|URL|URI|NODE|BROKER)S?$/i.test(name);
  if (resource) return saysHost ? bindingTo(resource.type, property, form, targets) : null;
  if (local.test(host)) return null;
  const service = targets.services.get(host);
  // A bare word is a host's name only where it has a port or looks like one on purpose.
  return service && service !== self && (read.port !== null || host.includes('-'))
    ? { service, property: form === null ? 'host' : 'url', form }
    : null;
}

/** Types that speak the scheme of another. */
const compatible = (type: string, scheme: string): boolean => type === scheme || (scheme === 'postgres' && type === 'pgvector');

function overHttp(host: string, port: string | null, self: string, targets: Targets, property: 'url', form: string): Binding | null {
  if (!local.test(host)) {
    const service = targets.services.get(host);
    return service && service !== self ? { service, property, form } : null;
  }
  const type = httpPorts.get(port ?? '');
  const found = type ? bindingTo(type, property, form, targets) : null;
  if (found) return found;
  const service = targets.ports.get(Number(port));
  return service && service !== self ? { service, property, form } : null;
}

/** `${NAME}` stands where something is that only the environment tells; it must not look like structure. */
const masked = (text: string): string => text.replace(/\$\{[^}]*\}|\$\w+/g, 'x');

/** A host name in a Kubernetes cluster is `db`, `db.shop`, `db.shop.svc.cluster.local`. */
const plainHost = (host: string): string => host.replace(/\.svc(\.cluster\.local)?$/, '');
