import type { Rows } from '@groundwork/protocol';
import { bounded, cell } from '../cells.ts';
import { textOfReply, type Reply, type Send } from './reply.ts';

interface Part {
  readonly offset: number;
  readonly limit: number;
}

interface Kind {
  readonly columns: readonly string[];
  /** How many it holds. */
  readonly count: string;
  /** Rows from `offset` on, one more than `limit` where there are more. */
  rows(send: Send, key: string, part: Part): Promise<(string | null)[][]>;
}

const kinds: Readonly<Record<string, Kind>> = {
  list: {
    columns: ['index', 'value'],
    count: 'LLEN',
    rows: async (send, key, { offset, limit }) =>
      listOf(await send('LRANGE', key, String(offset), String(offset + limit))).map((value, index) => [
        String(offset + index),
        textOfReply(value),
      ]),
  },
  set: { columns: ['member'], count: 'SCARD', rows: async (send, key, part) => scanned(send, ['SSCAN', key], { ...part, width: 1 }) },
  hash: {
    columns: ['field', 'value'],
    count: 'HLEN',
    rows: async (send, key, part) => scanned(send, ['HSCAN', key], { ...part, width: 2 }),
  },
  zset: {
    columns: ['member', 'score'],
    count: 'ZCARD',
    rows: async (send, key, { offset, limit }) =>
      inRows(listOf(await send('ZRANGE', key, String(offset), String(offset + limit), 'WITHSCORES')), 2),
  },
  stream: {
    columns: ['id', 'fields'],
    count: 'XLEN',
    rows: async (send, key, { offset, limit }) =>
      listOf(await send('XRANGE', key, '-', '+', 'COUNT', String(offset + limit + 1)))
        .slice(offset)
        .map((entry) => listOf(entry).map(textOfReply)),
  },
};

/** What a key holds, by its type. */
export async function readKey(send: Send, key: string, part: Part): Promise<Rows> {
  const type = textOfReply(await send('TYPE', key)) ?? '';
  const kind = kinds[type];
  if (!kind)
    return { columns: [{ name: 'value', type }], rows: await single(send, key, type), total: type === 'none' ? 0 : 1, more: false };
  const total = Number(textOfReply(await send(kind.count, key)));
  const rows = await kind.rows(send, key, part);
  const columns = kind.columns.map((name) => ({ name, type: '' }));
  return {
    columns,
    ...bounded(
      rows.map((row) => row.map(cell)),
      part.limit,
    ),
    total,
  };
}

/** A string; of what a module brought only its type is known. */
async function single(send: Send, key: string, type: string): Promise<(string | null)[][]> {
  if (type === 'none') return [];
  return type === 'string' ? [[cell(textOfReply(await send('GET', key)))]] : [[`(${type})`]];
}

/** Members of a set or hash have no places: they are counted as the server goes through them, which is the same while nothing changes. */
async function scanned(
  send: Send,
  command: string[],
  { offset, limit, width }: Part & { readonly width: number },
): Promise<(string | null)[][]> {
  const found: (string | null)[][] = [];
  let cursor = '0';
  do {
    const [next, page] = listOf(await send(...command, cursor, 'COUNT', '1000'));
    found.push(...inRows(listOf(page ?? null), width));
    cursor = textOfReply(next ?? null) ?? '0';
  } while (cursor !== '0' && found.length <= offset + limit);
  return found.slice(offset, offset + limit + 1);
}

function inRows(items: readonly Reply[], width: number): (string | null)[][] {
  const rows: (string | null)[][] = [];
  for (let at = 0; at < items.length; at += width) rows.push(items.slice(at, at + width).map(textOfReply));
  return rows;
}

const listOf = (reply: Reply): readonly Reply[] => (Array.isArray(reply) ? reply : []);
