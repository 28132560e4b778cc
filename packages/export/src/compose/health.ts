import type { ResourceType } from '@groundwork/blueprint';
import type { ServerImage } from '@groundwork/provision';
import { literal } from './interpolate.ts';

export interface Healthcheck {
  readonly test: readonly string[];
  readonly interval: string;
  readonly timeout: string;
  readonly retries: number;
  readonly start_period: string;
}

const every = { interval: '5s', timeout: '5s', retries: 20, start_period: '10s' } as const;

/** Programs of an image that say whether its server serves, where it has one; passwords stay in the container's own variables. */
const programs: Partial<Readonly<Record<ResourceType, string>>> = {
  mysql: 'MYSQL_PWD="$MYSQL_PASSWORD" mysqladmin ping --silent --host=127.0.0.1 --user="$MYSQL_USER"',
  redis: 'REDISCLI_AUTH="$REDIS_PASSWORD" redis-cli ping | grep -q PONG',
  rabbitmq: 'rabbitmq-diagnostics --quiet check_port_connectivity',
  ollama: 'ollama list',
};

/** How compose sees that a server serves: asked inside of its container. */
export function serverHealth(type: ResourceType, { ready, port }: Pick<ServerImage, 'ready' | 'port'>): Healthcheck {
  const program = programs[type];
  if (program !== undefined) return { test: ['CMD-SHELL', literal(program)], ...every };
  if (ready === 'connects') return { test: ['CMD-SHELL', connects(port)], ...every };
  if ('program' in ready) return { test: ['CMD', ...ready.program.map(literal)], ...every };
  return { test: ['CMD-SHELL', literal(fetched(`http://127.0.0.1:${port}${ready.page}`, port))], ...every };
}

/** Images of Alpine have `nc`, those of Debian `bash`. */
const connects = (port: number): string => `nc -z 127.0.0.1 ${port} 2>/dev/null || bash -c '</dev/tcp/127.0.0.1/${port}'`;

/** With what the image has: curl, wget, or at least a connection. */
const fetched = (url: string, port: number): string =>
  `if command -v curl >/dev/null; then curl -fsS -o /dev/null ${url}; elif command -v wget >/dev/null; then wget -q -O /dev/null ${url}; else ${connects(port)}; fi`;
