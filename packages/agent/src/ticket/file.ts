import { exitCodes, GroundworkError } from '@groundwork/host';
import { problemsIn, readDocument, type DocumentProblem } from '@groundwork/host/document';
import { basename } from 'node:path';
import { Document } from 'yaml';
import { ticketHeadSchema, type Ticket, type TicketHead } from './ticket.ts';
import { canonical, hashOf } from '../receipt/canonical.ts';

/** Where a repository keeps its tickets. */
export const ticketsFolder = 'tickets';

/** The two parts of a ticket's file. `before` and `after` are the lines that enclose the head, as they were written. */
interface Parts {
  readonly before: string;
  readonly head: string;
  readonly after: string;
  readonly text: string;
}

/** A head begins with the file and is enclosed by lines of three dashes; `null` where there is none. */
function partsOf(content: string): Parts | null {
  const match = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)(^---[ \t]*(?:\r?\n|$))/m.exec(content);
  if (!match || match.index !== 0) return null;
  const [whole, before = '', head = '', after = ''] = match;
  return { before, head, after, text: content.slice(whole.length) };
}

/** Whether a text begins with a head, right or wrong. */
export const hasHead = (content: string): boolean => /^\uFEFF?---[ \t]*\r?\n/.test(content);

const written = (file: string) =>
  ({ schema: ticketHeadSchema, area: 'ticket', name: 'The head of the ticket', file, linesBefore: 1 }) as const;

/** Reads the text of a ticket's file. Throws `ticket.no_head`, `ticket.syntax` or `ticket.invalid` with the line and the fix. */
export function parseTicket(content: string, file: string): Ticket {
  const parts = partsOf(content);
  if (!parts) throw noHead(content, file);
  const { value } = readDocument(parts.head, written(file));
  return { id: idOf(file), head: value, text: parts.text.trim(), from: file };
}

/** All that is wrong with the text of a ticket's file, with the offsets in it. */
export function problemsInTicket(content: string, file: string): DocumentProblem[] {
  const parts = partsOf(content);
  if (!parts) {
    const { code, message, fix } = noHead(content, file);
    return [{ code, message, fix: fix ?? '', span: [0, 0] }];
  }
  const start = parts.before.length;
  return problemsIn(parts.head, written(file)).map((problem) => ({ ...problem, span: [problem.span[0] + start, problem.span[1] + start] }));
}

/** Changes the head of a ticket's file: comments, order and the text below stay as they were written. Same errors as `parseTicket`. */
export function changeTicket(content: string, file: string, change: (head: Document) => void): string {
  const parts = partsOf(content);
  if (!parts) throw noHead(content, file);
  const { document } = readDocument(parts.head, written(file));
  change(document);
  const newline = parts.before.endsWith('\r\n') ? '\r\n' : '\n';
  const head = document.toString({ lineWidth: 0 }).replace(/\r?\n/g, newline);
  const changed = `${parts.before}${head}${parts.after}${parts.text}`;
  parseTicket(changed, file);
  return changed;
}

/** A ticket's file. What is as it is by default is left out of the head; `notes` are written above the keys they speak of. */
export function writeTicket(head: TicketHead, text: string, notes: ReadonlyMap<keyof TicketHead, string> = new Map()): string {
  const document = new Document(plainHead(head));
  for (const [key, note] of notes) {
    const pair = pairOf(document, key);
    if (pair)
      pair.commentBefore = note
        .split('\n')
        .map((line) => ` ${line}`)
        .join('\n');
  }
  return `---\n${document.toString({ lineWidth: 0 })}---\n\n${text.trim()}\n`;
}

/** The head as a person would write it. */
function plainHead(head: TicketHead): Record<string, unknown> {
  const { goal: _always, ...rest } = ticketHeadSchema.parse({ goal: '.' });
  const defaults: Record<string, unknown> = rest;
  return Object.fromEntries(Object.entries(head).flatMap(([key, value]) => (same(value, defaults[key]) ? [] : [[key, brief(value)]])));
}

/** Without what says nothing: an acceptance's `in: .`, empty headers, what has no bound. */
function brief(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(brief);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, each]) => each !== null && each !== undefined && !(key === 'in' && each === '.') && !same(each, {}) && !same(each, []),
  );
  return Object.fromEntries(kept.map(([key, each]) => [key, key === 'json' ? each : brief(each)]));
}

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

function pairOf(document: Document, key: string): { commentBefore?: string | null } | null {
  const contents: unknown = document.contents;
  if (typeof contents !== 'object' || contents === null || !('items' in contents) || !Array.isArray(contents.items)) return null;
  for (const pair of contents.items) if (pair?.key?.value === key) return pair.key;
  return null;
}

/** SHA-256 of a head, whatever order, comments and quotes it was written with. What a person approves is kept by it. */
export const hashOfHead = (head: TicketHead): string => hashOf(head);

const idPattern = /^[a-z0-9][a-z0-9._-]{0,79}$/;

/** A ticket is called as its file is. Throws `ticket.name`. */
function idOf(file: string): string {
  const id = basename(file).replace(/\.(md|markdown)$/i, '');
  if (idPattern.test(id)) return id;
  throw new GroundworkError({
    code: 'ticket.name',
    message: `\`${id}\` cannot be what a ticket is called: a branch and a folder are called so as well`,
    where: file,
    fix: 'Call the file in small letters, digits and dashes, like `filter-orders.md`',
    exit: exitCodes.usage,
  });
}

/** The words of a goal that a ticket is called by: `filter-orders-by-customer`. */
export function idFromGoal(goal: string): string {
  const [before = '', after] = goal.split(': ');
  const said = after !== undefined && before.includes(' ') ? before : goal;
  const words = said
    .replace(/\b(GET|HEAD|POST|PUT|PATCH|DELETE) \/\S*/g, ' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '' && !fillers.has(word));
  const id = words.slice(0, 5).join('-').slice(0, 48).replace(/-+$/, '');
  return id === '' ? 'ticket' : id;
}

const fillers = new Set([
  'a',
  'an',
  'the',
  'to',
  'of',
  'in',
  'on',
  'for',
  'and',
  'or',
  'is',
  'be',
  'that',
  'this',
  'it',
  'we',
  'should',
  'please',
  'with',
  'by',
  'at',
  'can',
  'its',
]);

function noHead(content: string, file: string): GroundworkError {
  const open = hasHead(content);
  return new GroundworkError({
    code: 'ticket.no_head',
    message: open ? 'The head of the ticket has no end' : 'The ticket has no head: nothing says when it is done',
    where: `${file}:1:1`,
    fix: open ? 'Close it with a line of three dashes: ---' : `gw ticket new ${file}  proposes one`,
    exit: exitCodes.usage,
  });
}
