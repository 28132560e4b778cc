import type { Service, Variable } from '@groundwork/blueprint';

const address = /^(?:(https?|wss?|grpc):\/\/)?([\w.-]+)(?::(\d{2,5}))?(?=$|[/?#])/;

const here = /^(localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)$/;

/**
 * Variables whose default is the address of another service of the repository carry that service's URL:
 * `process.env.PRICES_URL || 'http://localhost:8000'` beside a service that listens on 8000.
 */
export function toldOfEachOther(services: readonly Service[]): Service[] {
  return services.map((service) => ({ ...service, env: service.env.map((variable) => bound(variable, service, services)) }));
}

function bound(variable: Variable, self: Service, services: readonly Service[]): Variable {
  if (variable.binding || variable.secret || variable.default === null) return variable;
  const [, scheme, host, port] = address.exec(variable.default) ?? [];
  if (host === undefined || (scheme === undefined && port === undefined)) return variable;
  const others = services.filter(
    (other) =>
      other.name !== self.name &&
      other.port !== null &&
      (here.test(host) ? String(other.port) === port : other.name.toLowerCase() === host.toLowerCase()),
  );
  const [other] = others;
  // Its own port is its own address; a port that several listen on says nothing.
  if (!other || others.length > 1 || (here.test(host) && port === String(self.port))) return variable;
  return { ...variable, source: 'binding', binding: { service: other.name, property: 'url', form: scheme ?? 'host:port' } };
}
