import type { Lexis, StringForm } from './lexis.ts';

/** What each character of a text is. */
export const kind = { code: 0, comment: 1, string: 2 } as const;

/** Where a text stops: within what. The innermost is last; `code` within a string is a hole of it. */
export type Frame =
  | { readonly in: 'code'; readonly braces: number }
  | { readonly in: 'string'; readonly form: StringForm }
  | { readonly in: 'line' }
  | { readonly in: 'block'; readonly open: string; readonly close: string; readonly nests: boolean; readonly depth: number };

export interface Lexed {
  /** One of `kind` for each UTF-16 unit. */
  readonly kinds: Uint8Array;
  readonly end: readonly Frame[];
  /** Strings that the end of their line ended. */
  readonly broken: number;
}

const base: Frame = { in: 'code', braces: 0 };

/** Reads a text from its beginning, or on from where another one stopped. */
export function lex(text: string, lexis: Lexis, from: readonly Frame[] = [base]): Lexed {
  const kinds = new Uint8Array(text.length);
  const frames: Frame[] = from.length > 0 ? [...from] : [base];
  const starts = firstsOf(lexis);
  let broken = 0;
  let at = 0;
  const fill = (length: number, as: number): void => {
    kinds.fill(as, at, at + length);
    at += length;
  };
  while (at < text.length) {
    const top = frames.at(-1) ?? base;
    if (top.in === 'line') {
      const end = text.indexOf('\n', at);
      fill((end < 0 ? text.length : end) - at, kind.comment);
      if (end >= 0) frames.pop();
    } else if (top.in === 'block') {
      at = inBlock(text, at, top, frames, kinds);
    } else if (top.in === 'string') {
      const plain = plainUntil(text, at, top.form);
      if (plain > at) fill(plain - at, kind.string);
      if (at >= text.length) break;
      const code = text.charCodeAt(at);
      if (code === backslash && top.form.escapes) fill(Math.min(2, text.length - at), kind.string);
      else if (code === newline && !top.form.spans) {
        frames.pop();
        broken += 1;
        fill(1, kind.code);
      } else if (top.form.hole !== undefined && text.startsWith(top.form.hole, at)) {
        fill(top.form.hole.length - 1, kind.string);
        frames.push({ in: 'code', braces: 0 });
        fill(1, kind.code);
      } else if (text.startsWith(top.form.close, at)) {
        fill(top.form.close.length, kind.string);
        frames.pop();
      } else fill(1, kind.string);
    } else {
      let code = text.charCodeAt(at);
      while (code < 128 && starts[code] === 0 && !(frames.length > 1 && (code === openBrace || code === closeBrace))) {
        at += 1;
        code = text.charCodeAt(at);
      }
      if (at >= text.length) break;
      if (frames.length > 1 && (code === openBrace || code === closeBrace)) {
        // Within a hole of a string the brace that closes it belongs to it.
        if (code === openBrace) frames[frames.length - 1] = { in: 'code', braces: top.braces + 1 };
        else if (top.braces > 0) frames[frames.length - 1] = { in: 'code', braces: top.braces - 1 };
        else frames.pop();
        at += 1;
      } else if (code >= 128) at += 1;
      else at = beginning(text, at, lexis, frames, kinds);
    }
  }
  return { kinds, end: frames, broken };
}

const [newline, backslash, openBrace, closeBrace] = [10, 92, 123, 125];

/** The next place in a string at which anything but its own text may stand. */
function plainUntil(text: string, from: number, { close, spans, escapes, hole }: StringForm): number {
  const closing = close.charCodeAt(0);
  const opening = hole?.charCodeAt(0) ?? -1;
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === closing || code === opening || (code === backslash && escapes) || (code === newline && !spans)) break;
  }
  return at;
}

const firsts = new WeakMap<Lexis, Uint8Array>();

/** By character whether a comment, a string or a regular expression may begin with it. */
function firstsOf(lexis: Lexis): Uint8Array {
  const known = firsts.get(lexis);
  if (known) return known;
  const made = new Uint8Array(128);
  const texts = [...lexis.line, ...lexis.block.map(({ open }) => open), ...lexis.strings.map(({ open }) => open)];
  if (lexis.regex) texts.push('/');
  if (lexis.rawHashes) texts.push('r');
  if (lexis.lifetimes) texts.push("'");
  for (const each of texts) made[each.charCodeAt(0)] = 1;
  firsts.set(lexis, made);
  return made;
}

/** In code, at a character with which something else may begin: marks it and says where to go on. */
function beginning(text: string, at: number, lexis: Lexis, frames: Frame[], kinds: Uint8Array): number {
  const begin = (length: number, as: number, frame: Frame | null): number => {
    kinds.fill(as, at, at + length);
    if (frame) frames.push(frame);
    return at + length;
  };
  for (const each of lexis.line) if (text.startsWith(each, at)) return begin(each.length, kind.comment, { in: 'line' });
  for (const { open, close, nests = false } of lexis.block) {
    if (text.startsWith(open, at)) return begin(open.length, kind.comment, { in: 'block', open, close, nests, depth: 1 });
  }
  if (lexis.rawHashes) {
    raw.lastIndex = at;
    const hashes = raw.exec(text)?.[1];
    const isName = at > 0 && /[\w]/.test(text[at - 1] ?? '') && !/^b$/.test(text[at - 1] ?? '');
    if (hashes !== undefined && !isName) {
      const form = { open: `r${hashes}"`, close: `"${hashes}`, spans: true, escapes: false };
      return begin(form.open.length, kind.string, { in: 'string', form });
    }
  }
  if (lexis.lifetimes && text.charCodeAt(at) === 39) {
    character.lastIndex = at;
    const found = character.exec(text);
    return found ? begin(found[0].length, kind.string, null) : at + 1;
  }
  for (const form of lexis.strings) if (text.startsWith(form.open, at)) return begin(form.open.length, kind.string, { in: 'string', form });
  if (lexis.regex && text.charCodeAt(at) === 47 && mayBeValue(text, at, kinds)) {
    regex.lastIndex = at;
    const found = regex.exec(text);
    if (found) return begin(found[0].length, kind.string, null);
  }
  return at + 1;
}

const raw = /r(#*)"/y;
const character = /'(?:\\(?:x[0-9a-fA-F]{2}|u\{[0-9a-fA-F_]{1,8}\}|.)|[^'\\\n])'/uy;
const regex = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[dgimsuvy]*/y;
const beforeValue = /(?:^|[=([{,;:!&|?+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield))\s*$/;

/** Whether a `/` begins a regular expression and does not divide: by what stands before it. */
function mayBeValue(text: string, at: number, kinds: Uint8Array): boolean {
  let end = at;
  while (end > 0 && (kinds[end - 1] === kind.comment || /\s/.test(text[end - 1] ?? ''))) end -= 1;
  if (end > 0 && kinds[end - 1] === kind.string) return false;
  return beforeValue.test(text.slice(Math.max(0, end - 12), end));
}

function inBlock(text: string, at: number, top: Extract<Frame, { in: 'block' }>, frames: Frame[], kinds: Uint8Array): number {
  const close = text.indexOf(top.close, at);
  const open = top.nests ? text.indexOf(top.open, at) : -1;
  if (open >= 0 && (close < 0 || open < close)) {
    frames[frames.length - 1] = { ...top, depth: top.depth + 1 };
    kinds.fill(kind.comment, at, open + top.open.length);
    return open + top.open.length;
  }
  const end = close < 0 ? text.length : close + top.close.length;
  kinds.fill(kind.comment, at, end);
  if (close >= 0) {
    if (top.depth > 1) frames[frames.length - 1] = { ...top, depth: top.depth - 1 };
    else frames.pop();
  }
  return end;
}
