import { exitCodes, GroundworkError } from '@groundwork/host';
import { z } from 'zod';
import type { Answer } from '../browser.ts';
import { bounded, cell, rowsOfObjects } from '../cells.ts';

export interface Written {
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
}

/** A request as consoles of such servers take it: `GET /books/_search` in the first line, a body of JSON below it. */
export function readRequest(text: string): Written {
  const [first = '', ...rest] = text.trim().split('\n');
  const [, method = '', path = ''] = /^(GET|POST|PUT|PATCH|DELETE|HEAD)\s+(\/\S*)\s*$/.exec(first.trim()) ?? [];
  const body = rest.join('\n').trim();
  if (method !== '') return { method, path, body: body === '' ? undefined : body };
  throw new GroundworkError({
    code: 'query.request',
    message: 'The first line says what is asked, and where',
    where: '1:1',
    fix: 'GET /path, and a body of JSON in the lines below it',
    exit: exitCodes.usage,
  });
}

const objects = z.array(z.record(z.string(), z.unknown()));

/** What lies in an answer as rows: a list of objects, wherever `listOf` finds it, or else the whole of it in one cell. */
export function answerRows(answer: unknown, listOf: (answer: unknown) => unknown, limit: number): Answer {
  const list = objects.safeParse(listOf(answer));
  if (list.success) {
    const { columns, rows } = rowsOfObjects(list.data);
    return { columns, ...bounded(rows, limit), total: rows.length, affected: null };
  }
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer, null, 2);
  return { columns: [{ name: 'answer', type: '' }], rows: [[cell(text)]], total: 1, more: false, affected: null };
}
