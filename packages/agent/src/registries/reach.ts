import { GroundworkError } from '@groundwork/host';
import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, connect, isIPv6, type Socket } from 'node:net';
import type { Registry } from './registries.ts';

/** The proxy a machine goes through: `HTTPS_PROXY`, and what `NO_PROXY` leaves out. */
export interface Upstream {
  readonly url: URL;
  readonly except: readonly string[];
}

/** This machine's own proxy; `null` where it has none. */
export function upstreamOf(env: Readonly<Record<string, string | undefined>>): Upstream | null {
  const address =
    env['HTTPS_PROXY'] ?? env['https_proxy'] ?? env['HTTP_PROXY'] ?? env['http_proxy'] ?? env['ALL_PROXY'] ?? env['all_proxy'];
  const url = address ? URL.parse(address.includes('://') ? address : `http://${address}`) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  const except = (env['NO_PROXY'] ?? env['no_proxy'] ?? '').split(',').map((each) =>
    each
      .trim()
      .toLowerCase()
      .replace(/^\*?\./, ''),
  );
  return { url, except: except.filter(Boolean) };
}

const patienceMs = 30_000;

/** A connection to a registry. A public name that leads to a private address is refused: names can be made to lead anywhere. */
export async function reach(registry: Registry, upstream: Upstream | null): Promise<Socket> {
  const through = upstream !== null && !isExcepted(registry.host, upstream.except);
  return through ? await connectThrough(registry, upstream.url) : await connectTo(await addressOf(registry), registry.port);
}

const isExcepted = (host: string, except: readonly string[]): boolean =>
  except.some((each) => each === '*' || host === each || host.endsWith(`.${each}`));

/** Looked up once: what is connected to is what was looked at. */
async function addressOf({ host, own }: Registry): Promise<string> {
  const addresses = await lookup(host, { all: true });
  const found = addresses.find(({ address }) => own || !isPrivate(address));
  if (found) return found.address;
  throw new GroundworkError({
    code: 'registry.private_address',
    message: `${host} leads to an address of a private network`,
    where: addresses.map(({ address }) => address).join(', '),
  });
}

export function isPrivate(address: string): boolean {
  return isIPv6(address) ? privateInV6.check(address, 'ipv6') : privateInV4.check(address, 'ipv4');
}

/** Two lists: in one, an address of IPv4 would count as `::ffff:0:0/96`. Not of the Internet: https://www.iana.org/assignments/iana-ipv4-special-registry, and the one for IPv6. */
const [privateInV4, privateInV6] = [new BlockList(), new BlockList()];
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  privateInV4.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  privateInV6.addSubnet(net, bits, 'ipv6');
}

function connectTo(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: patienceMs });
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(unanswered(host)));
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** It looks names up by itself; whose they are was decided before. */
function connectThrough({ host, port }: Registry, proxy: URL): Promise<Socket> {
  const authorization = `Basic ${Buffer.from(`${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`).toString('base64')}`;
  return new Promise((resolve, reject) => {
    const target = `${host}:${port}`;
    const asked = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: Number(proxy.port || (proxy.protocol === 'https:' ? 443 : 80)),
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...(proxy.username !== '' && { 'proxy-authorization': authorization }) },
      timeout: patienceMs,
    });
    asked.once('error', reject);
    asked.once('timeout', () => asked.destroy(unanswered(proxy.host)));
    asked.once('connect', (answer, socket: Socket) => {
      if (answer.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(
        new GroundworkError({
          code: 'registry.proxy_refused',
          message: `${proxy.host} does not lead to ${host}`,
          where: String(answer.statusCode),
        }),
      );
    });
    asked.end();
  });
}

const unanswered = (host: string): GroundworkError =>
  new GroundworkError({ code: 'registry.no_answer', message: `${host} does not answer`, fix: 'Try again' });
