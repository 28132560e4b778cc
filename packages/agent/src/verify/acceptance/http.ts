import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Acceptance } from '../../ticket/ticket.ts';
import { outputOf, type Finished } from '../run/jailed.ts';
import { unasked, type Held, type Place, type Preview } from './held.ts';

type HttpItem = Extract<Acceptance, { readonly http: string }>;

/** Asks a service of the preview, from within the jail: nothing of it is reached from outside. */
export async function askHttp(item: HttpItem, place: Place): Promise<Held> {
  if (!place.preview) return unasked('the services of a repository are not brought up here');
  let preview: Preview;
  try {
    preview = await place.preview(place.jail, place.env, place.options.signal);
  } catch (error) {
    const why = `the services did not come up: ${place.options.mask(error instanceof Error ? error.message : String(error))}`;
    return { holds: false, notRun: null, ran: null, why, results: null };
  }
  try {
    const service = item.service === null ? only(preview.services) : preview.services.find(({ name }) => name === item.service);
    if (!service) return { holds: false, notRun: null, ran: null, why: serviceMissing(item, preview), results: null };
    return await ask(item, service.url, place);
  } finally {
    await preview.close();
  }
}

const only = <Each>(all: readonly Each[]): Each | undefined => (all.length === 1 ? all[0] : undefined);

function serviceMissing({ service }: HttpItem, { services }: Preview): string {
  const names = services.map(({ name }) => name).join(', ') || 'none';
  return service === null ? `the ticket does not say which service is meant (${names})` : `${service} does not answer HTTP (${names} does)`;
}

/** Runs inside, with the request as its argument: the answer is bounded, and no redirect is followed. */
const client = `const { method, url, headers, body, most, timeout } = JSON.parse(process.argv[1]);
fetch(url, { method, headers, body: body ?? undefined, redirect: 'manual', signal: AbortSignal.timeout(timeout) })
  .then(async (answer) => {
    const parts = [];
    let size = 0;
    for await (const part of answer.body ?? []) { size += part.length; if (size > most) break; parts.push(part); }
    return { status: answer.status, body: Buffer.concat(parts).toString('utf8') };
  }, (error) => ({ error: String(error.cause?.message ?? error.message) }))
  .then((told) => process.stdout.write(JSON.stringify(told)));`;

const answerSchema = z.union([z.object({ status: z.int(), body: z.string() }), z.object({ error: z.string() })]);

async function ask(item: HttpItem, base: string, { jail, options }: Place): Promise<Held> {
  const [method = 'GET', path = '/'] = item.http.split(' ');
  const url = new URL(base);
  const request = { method, url: `${url.origin}${path}`, headers: item.headers, body: item.body, most: 1_000_000, timeout: 30_000 };
  const began = performance.now();
  // The jail has a Node of ours, whatever the repository is written in.
  const said = await outputOf(jail, ['/run/groundwork/node', '-e', client, JSON.stringify(request)]);
  const answer = answerSchema.safeParse(said === null ? null : JSON.parse(said)).data ?? { error: 'nothing was answered' };
  const problem = 'error' in answer ? answer.error : wrongIn(item, answer);
  const shown = options.mask('error' in answer ? answer.error : `${answer.status}\n${answer.body}`);
  const ran: Finished = {
    command: item.http,
    in: '.',
    exit: problem === null ? 0 : 1,
    seconds: Math.round(performance.now() - began) / 1000,
    output: shown.slice(0, 4000),
    outputHash: createHash('sha256').update(shown).digest('hex'),
    text: shown,
  };
  return { holds: problem === null, notRun: null, ran, why: problem ?? `it answers ${item.status}`, results: null };
}

function wrongIn({ status, contains, json }: HttpItem, answer: { readonly status: number; readonly body: string }): string | null {
  if (answer.status !== status) return `it answers ${answer.status} instead of ${status}`;
  const absent = contains.find((text) => !answer.body.includes(text));
  if (absent !== undefined) return `the answer does not hold ${JSON.stringify(absent)}`;
  if (json === undefined) return null;
  try {
    return differs(json, JSON.parse(answer.body), '');
  } catch {
    return 'the answer is no JSON';
  }
}

/** Where an answer lacks what is asked for: objects may hold more, lists hold each asked element in this order. */
export function differs(asked: unknown, given: unknown, at: string): string | null {
  const place = at === '' ? 'the answer' : at;
  if (Array.isArray(asked)) {
    if (!Array.isArray(given)) return `${place} is no list`;
    let next = 0;
    for (const [index, each] of asked.entries()) {
      while (next < given.length && differs(each, given[next], '') !== null) next += 1;
      if (next === given.length) return `${place} does not hold element ${index} that is asked for`;
      next += 1;
    }
    return asked.length === 0 && given.length > 0 ? `${place} is not empty` : null;
  }
  if (typeof asked !== 'object' || asked === null)
    return Object.is(asked, given) ? null : `${place} is ${JSON.stringify(given)} instead of ${JSON.stringify(asked)}`;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return `${place} is no object`;
  const fields = new Map<string, unknown>(Object.entries(given));
  for (const [key, value] of Object.entries(asked)) {
    const problem = fields.has(key) ? differs(value, fields.get(key), `${at}.${key}`) : `${place} has no ${key}`;
    if (problem !== null) return problem;
  }
  return null;
}
