import { z } from 'zod';
import type { RegistryLogin } from './login.ts';

/** An image in a registry: where it is asked for, and what. */
interface Place {
  readonly origin: string;
  readonly repository: string;
  readonly reference: string;
}

/** Every form a manifest has: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests */
const accepted = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const tokenSchema = z.union([
  z.object({ token: z.string() }).transform(({ token }) => token),
  z.object({ access_token: z.string() }).transform((each) => each.access_token),
]);

export interface LookOptions {
  readonly login: RegistryLogin | null;
  readonly insecure?: boolean;
  readonly signal?: AbortSignal;
}

/** The digest a tag has in its registry now; `null` when it is not there, or nobody answers us. */
export async function digestOf(image: string, { login, insecure = false, signal }: LookOptions): Promise<string | null> {
  const place = placeOf(image, insecure);
  if (!place) return null;
  try {
    const answer = await ask(place, login, signal);
    return answer.ok ? (answer.headers.get('docker-content-digest') ?? null) : null;
  } catch {
    signal?.throwIfAborted();
    return null;
  }
}

async function ask(place: Place, login: RegistryLogin | null, signal: AbortSignal | undefined): Promise<Response> {
  const url = `${place.origin}/v2/${place.repository}/manifests/${place.reference}`;
  const request = (authorization: string | null): Promise<Response> =>
    fetch(url, {
      method: 'HEAD',
      headers: { accept: accepted, ...(authorization === null ? {} : { authorization }) },
      signal: AbortSignal.any([AbortSignal.timeout(20_000), ...(signal ? [signal] : [])]),
    });
  const first = await request(null);
  if (first.status !== 401) return first;
  const challenge = first.headers.get('www-authenticate') ?? '';
  const basic = login ? `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` : null;
  if (/^basic/i.test(challenge)) return basic === null ? first : request(basic);
  const token = await tokenFor(challenge, place, basic, signal);
  return token === null ? first : request(`Bearer ${token}`);
}

/** https://distribution.github.io/distribution/spec/auth/token/ */
async function tokenFor(challenge: string, place: Place, basic: string | null, signal: AbortSignal | undefined): Promise<string | null> {
  const said = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
  const realm = said['realm'];
  if (realm === undefined || !URL.canParse(realm)) return null;
  const url = new URL(realm);
  // A login is given over an encrypted line only, or to this machine.
  const safe = url.protocol === 'https:' || isHere(url.hostname);
  url.searchParams.set('scope', `repository:${place.repository}:pull`);
  if (said['service'] !== undefined) url.searchParams.set('service', said['service']);
  const answer = await fetch(url, {
    headers: basic !== null && safe ? { authorization: basic } : {},
    signal: AbortSignal.any([AbortSignal.timeout(20_000), ...(signal ? [signal] : [])]),
  });
  const parsed = tokenSchema.safeParse(await answer.json().catch(() => null));
  return parsed.success ? parsed.data : null;
}

const isHere = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\./.test(host);

/** `python:3.12` is at Docker Hub, in its library; everything with a dot or a port in its first word names its registry. */
function placeOf(image: string, insecure: boolean): Place | null {
  const found = /^(?:([\w-]+(?:\.[\w.-]+)?(?::\d+)?)\/)?([a-z0-9][\w./-]*?)(?::([\w][\w.-]*))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(image);
  if (!found) return null;
  const [, first, rest = '', tag = 'latest', digest] = found;
  const isHost = first !== undefined && (/[.:]/.test(first) || first === 'localhost');
  const repository = isHost ? rest : first === undefined ? `library/${rest}` : `${first}/${rest}`;
  // Docker Hub answers under another name than its images have.
  const host = isHost && first !== 'docker.io' ? first : 'registry-1.docker.io';
  return { origin: `${insecure ? 'http' : 'https'}://${host}`, repository, reference: digest ?? tag };
}
