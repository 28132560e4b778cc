import type { Rows } from '@groundwork/protocol';
import { cell, textOfBytes } from '../cells.ts';

/** What a server answers. */
export type Reply = string | number | bigint | boolean | Buffer | null | readonly Reply[] | { readonly [name: string]: Reply };

/** Sends one command. */
export type Send = (...words: string[]) => Promise<Reply>;

export function textOfReply(reply: Reply): string | null {
  if (reply === null) return null;
  if (Buffer.isBuffer(reply)) return textOfBytes(reply);
  return typeof reply === 'object' ? JSON.stringify(plain(reply)) : String(reply);
}

/** A list as rows, anything else as one. What lies in a list of lists is written as JSON. */
export function replyRows(reply: Reply): Pick<Rows, 'columns' | 'rows'> {
  const columns = [{ name: 'reply', type: '' }];
  if (!Array.isArray(reply)) return { columns, rows: [[cell(textOfReply(reply))]] };
  const each: readonly Reply[] = reply;
  return { columns, rows: each.map((item) => [cell(textOfReply(item))]) };
}

function plain(reply: Reply): unknown {
  if (Buffer.isBuffer(reply)) return textOfBytes(reply);
  if (Array.isArray(reply)) return reply.map(plain);
  return typeof reply === 'bigint' ? String(reply) : reply;
}
