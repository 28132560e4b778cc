import type { DeployedService, Deployment } from '@groundwork/provision';
import { attribute, joined, type Value } from '../cloudformation/value.ts';
import { namespaceOf } from '../names.ts';

/** Where the internet finds a service. */
export interface PublicAddress {
  /** `null` where there is no domain: then it is the load balancer's own name. */
  readonly host: string | null;
  readonly port: number;
}

export const isPublic = ({ mode, public: wanted, port }: DeployedService): boolean =>
  wanted && port !== null && (mode === 'serve' || mode === 'static');

/**
 * Addresses of the services that the internet reaches: with a domain each has a name and TLS; without, one load balancer has a port
 * for each, the first of them that of HTTP.
 */
export function publicAddresses({ services, settings }: Deployment): ReadonlyMap<string, PublicAddress> {
  const listed = services.filter(isPublic);
  const single = listed.length === 1;
  return new Map(
    listed.map((service, at): [string, PublicAddress] => {
      const { domain } = settings;
      const host = service.settings.domain ?? (domain === undefined ? null : single ? domain : `${service.id}.${domain}`);
      return [service.name, { host, port: host === null ? (at === 0 ? 80 : 8000 + at) : 443 }];
    }),
  );
}

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
  const address = publicAddresses(deployment).get(callee.name);
  const outside = address !== undefined && (caller.mode === 'static' || callee.mode === 'static' || readByBrowsers.test(variable));
  const host = privateHost(callee, deployment);
  const port = callee.port ?? 80;
  if (!outside) return property === 'url' ? `http://${host}:${port}` : property === 'host' ? host : String(port);
  if (property === 'url') return publicUrl(address);
  return property === 'host' ? (address.host ?? attribute('LoadBalancer', 'DNSName')) : String(address.port);
}

/** Names of the services that others are told about, and so have to find by name. */
export function calledServices({ services }: Deployment): ReadonlySet<string> {
  return new Set(
    services.flatMap(({ service, name }) =>
      service.env.flatMap(({ binding }) => (binding && 'service' in binding && binding.service !== name ? [binding.service] : [])),
    ),
  );
}

/** Names of the services that are told about this one. */
export const callersOf = ({ name }: DeployedService, { services }: Deployment): DeployedService[] =>
  services.filter(
    (caller) =>
      caller.name !== name && caller.service.env.some(({ binding }) => binding && 'service' in binding && binding.service === name),
  );
