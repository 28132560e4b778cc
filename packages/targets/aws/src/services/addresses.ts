import type { DeployedService, Deployment } from '@groundwork/provision';
import { attribute, joined, type Value } from '../cloudformation/value.ts';
import { namespaceOf } from '../names.ts';
import { endpointAddress, isEndpoint } from './endpoints/names.ts';

/** Where the internet finds a service. */
export interface PublicAddress {
  /** `null` where there is no domain: then it is the load balancer's own name. */
  readonly host: string | null;
  readonly port: number;
}

export const isPublic = ({ mode, public: wanted, port, settings }: DeployedService): boolean =>
  settings.endpoint === undefined && wanted && port !== null && (mode === 'serve' || mode === 'static');

/** Worked out once for a deployment: it is asked for with every service. */
function onceFor<T>(work: (deployment: Deployment) => T): (deployment: Deployment) => T {
  const known = new WeakMap<Deployment, { readonly is: T }>();
  return (deployment) => {
    const found = known.get(deployment) ?? { is: work(deployment) };
    known.set(deployment, found);
    return found.is;
  };
}

/**
 * Addresses of the services that the internet reaches: with a domain each has a name and TLS; without, one load balancer has a port
 * for each, the first of them that of HTTP.
 */
export const publicAddresses = onceFor(({ services, settings }): ReadonlyMap<string, PublicAddress> => {
  const listed = services.filter(isPublic);
  const single = listed.length === 1;
  return new Map(
    listed.map((service, at): [string, PublicAddress] => {
      const { domain } = settings;
      const host = service.settings.domain ?? (domain === undefined ? null : single ? domain : `${service.id}.${domain}`);
      return [service.name, { host, port: host === null ? (at === 0 ? 80 : 8000 + at) : 443 }];
    }),
  );
});

export function publicUrl({ host, port }: PublicAddress): Value {
  if (host !== null) return `https://${host}`;
  return joined(['http://', attribute('LoadBalancer', 'DNSName'), port === 80 ? '' : `:${port}`]);
}

export const privateHost = (service: DeployedService, deployment: Deployment): string => `${service.id}.${namespaceOf(deployment)}`;

/** A browser reads it, or compares it with what a browser sends: the address the internet knows. */
const readByBrowsers =
  /^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|PUBLIC|GATSBY|EXPO_PUBLIC|NG_APP)_|ORIGIN|PUBLIC|SITE_|EXTERNAL|CALLBACK|REDIRECT|FRONTEND/i;

/** What a service is told about another one under the name of a variable. */
export function addressTold(
  caller: DeployedService,
  callee: DeployedService,
  { variable, property, deployment }: { variable: string; property: 'url' | 'host' | 'port'; deployment: Deployment },
): Value {
  if (isEndpoint(callee)) return endpointAddress(callee, deployment, property);
  const address = publicAddresses(deployment).get(callee.name);
  const outside = address !== undefined && (caller.mode === 'static' || callee.mode === 'static' || readByBrowsers.test(variable));
  const host = privateHost(callee, deployment);
  const port = callee.port ?? 80;
  if (!outside) return property === 'url' ? `http://${host}:${port}` : property === 'host' ? host : String(port);
  if (property === 'url') return publicUrl(address);
  return property === 'host' ? (address.host ?? attribute('LoadBalancer', 'DNSName')) : String(address.port);
}

/** Services that are told about another one, by its name. */
const callers = onceFor(({ services }): ReadonlyMap<string, ReadonlySet<DeployedService>> => {
  const all = new Map<string, Set<DeployedService>>();
  for (const caller of services)
    for (const { binding } of caller.service.env) {
      if (!binding || !('service' in binding) || binding.service === caller.name) continue;
      const known = all.get(binding.service) ?? new Set();
      all.set(binding.service, known.add(caller));
    }
  return all;
});

/** Whether others are told about it, and so have to find it by name. */
export const isCalled = ({ name }: DeployedService, deployment: Deployment): boolean => callers(deployment).has(name);

/** The services that are told about this one. */
export const callersOf = ({ name }: DeployedService, deployment: Deployment): readonly DeployedService[] => [
  ...(callers(deployment).get(name) ?? []),
];
