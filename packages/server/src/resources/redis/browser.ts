import { GroundworkError } from '@groundwork/host';
import { createClient } from '@redis/client';
import type { Connection } from '@groundwork/provision';
import type { Rows } from '@groundwork/protocol';
import { lookMs, queryMs, type Answer, type Entry, type ResourceBrowser } from '../browser.ts';
import { bounded } from '../cells.ts';
import { noSuchPlace, queryError } from '../errors.ts';
import { stoppable } from '../stopping.ts';
import { readKey } from './keys.ts';
import { replyRows, textOfReply, type Reply, type Send } from './reply.ts';
import { wordsOf } from './words.ts';

/** Keys looked at in one go: whoever has more than this searches with a query. */
const mostScanned = 50_000;

/** Redis and Valkey: databases, keys. Every look has a connection of its own: what blocks there holds up nothing else. */
export async function browseRedis({ host, port, user, password, database }: Connection): Promise<ResourceBrowser> {
  const first = Number(database ?? 0) || 0;

  const connected = async <T>(
    number: number,
    { signal, ms }: { readonly signal: AbortSignal; readonly ms: number },
    action: (send: Send) => Promise<T>,
  ): Promise<T> => {
    const client = createClient({
      socket: { host, port, connectTimeout: 10_000, reconnectStrategy: false },
      database: number,
      RESP: 2,
      ...(user === null ? {} : { username: user }),
      ...(password === null ? {} : { password }),
    }).withTypeMapping({ [bulkString]: Buffer });
    client.on('error', () => {});
    // A command that blocks ends with its connection; a script that runs on is told to stop.
    const stop = (): void => client.destroy();
    try {
      return await stoppable(
        async () => {
          await client.connect();
          return action((...words) => client.sendCommand(words));
        },
        { signal, ms, stop },
      );
    } catch (cause) {
      throw queryError(cause);
    } finally {
      if (client.isOpen) client.destroy();
    }
  };

  const databases = async (send: Send): Promise<Entry[]> => {
    const text = textOfReply(await send('INFO', 'keyspace')) ?? '';
    const counts = new Map([...text.matchAll(/^db(\d+):keys=(\d+)/gm)].map(([, number, count]) => [Number(number), Number(count)]));
    if (!counts.has(first)) counts.set(first, 0);
    return [...counts]
      .sort(([a], [b]) => a - b)
      .map(([number, count]) => ({
        name: `db${number}`,
        kind: 'schema',
        detail: count === 1 ? '1 key' : `${count.toLocaleString('en')} keys`,
        expandable: true,
        readable: false,
      }));
  };
  const keys = async (send: Send, limit: number): Promise<{ entries: Entry[]; more: boolean }> => {
    const names = new Set<string>();
    let cursor = '0';
    for (let scanned = 0; scanned < mostScanned && names.size <= limit; scanned += 1000) {
      const reply = await send('SCAN', cursor, 'COUNT', '1000');
      const [next, page] = Array.isArray(reply) ? reply : [];
      for (const name of Array.isArray(page) ? page : []) names.add(textOfReply(name) ?? '');
      cursor = textOfReply(next ?? null) ?? '0';
      if (cursor === '0') break;
    }
    const shown = [...names].slice(0, limit).sort();
    const details = await Promise.all(
      shown.map(async (name) => {
        const [type, ttl] = await Promise.all([send('TYPE', name), send('TTL', name)]);
        return `${textOfReply(type) ?? ''}${Number(ttl) >= 0 ? `, expires in ${Number(ttl)} s` : ''}`;
      }),
    );
    const entries = shown.map((name, index): Entry => ({
      name,
      kind: 'key',
      detail: details[index] ?? '',
      expandable: false,
      readable: true,
    }));
    return { entries, more: names.size > limit || cursor !== '0' };
  };

  return {
    language: 'redis',
    list: async (place, { limit, signal }) => {
      const [name] = place;
      if (name === undefined) return { entries: await connected(first, { signal, ms: lookMs }, databases), more: false };
      if (place.length > 1) return { entries: [], more: false };
      return connected(numberOf(name), { signal, ms: lookMs }, (send) => keys(send, limit));
    },
    read: (place, { offset, limit, signal }): Promise<Rows> => {
      const [name, key] = place;
      if (name === undefined || key === undefined || place.length > 2) throw noSuchPlace(place);
      return connected(numberOf(name), { signal, ms: lookMs }, (send) => readKey(send, key, { offset, limit }));
    },
    // One command a line, as redis-cli takes them; what the last one answers is shown.
    query: (text, { limit, signal }): Promise<Answer> =>
      connected(first, { signal, ms: queryMs }, async (send) => {
        let reply: Reply = null;
        for (const line of text.split('\n')) {
          const words = line.trim().startsWith('#') ? [] : wordsOf(line);
          if (words.length > 0) reply = await send(...words);
        }
        const { columns, rows } = replyRows(reply);
        return { columns, ...bounded(rows, limit), total: rows.length, affected: null };
      }),
    inspect: (text, { limit, signal }): Promise<Answer> =>
      connected(first, { signal, ms: lookMs }, async (send) => {
        const words = wordsOf(text.trim());
        if (text.trim().includes('\n') || !(await isReading(send, words))) throw changes(words[0] ?? '');
        const { columns, rows } = replyRows(await send(...words));
        return { columns, ...bounded(rows, limit), total: rows.length, affected: null };
      }),
    close: async () => {},
  };
}

/** What tells of the server as a whole has no flag that says it only reads. */
const telling = new Set(['info', 'ping', 'time', 'dbsize', 'lastsave']);

/** The server knows of its commands which of them only read. */
async function isReading(send: Send, [command = '']: readonly string[]): Promise<boolean> {
  if (telling.has(command.toLowerCase())) return true;
  const reply = await send('COMMAND', 'INFO', command);
  const about = Array.isArray(reply) ? reply[0] : null;
  const flags = Array.isArray(about) ? about[2] : null;
  return Array.isArray(flags) && flags.some((flag) => textOfReply(flag) === 'readonly');
}

function changes(command: string): GroundworkError {
  return new GroundworkError({
    code: 'query.changes',
    message: `Only what reads is asked here, one command at a time; ${command.toUpperCase() || 'nothing'} is not known to`,
    fix: 'GET, HGETALL, LRANGE, SCAN and their like; `gw connect` opens a client for the rest',
  });
}

/** `db0`. */
function numberOf(name: string): number {
  const number = /^db(\d+)$/.exec(name)?.[1];
  if (number === undefined) throw noSuchPlace([name]);
  return Number(number);
}

/** The mark of such a string in the protocol: `$`. */
const bulkString = 36;
