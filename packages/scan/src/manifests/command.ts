import type { Language, ServiceKind } from '@groundwork/blueprint';
import { commandRules, languagePrograms } from '../catalog/commands.ts';
import type { Item } from './item.ts';

/** A command line taken apart. */
export interface Command {
  /** Folder it changes to first. */
  readonly folder: string | null;
  /** What it does once before it starts: migrations. */
  readonly release: readonly string[];
  /** What keeps running, `null` when it only does something once. */
  readonly start: string | null;
}

/** A command as written in a list (`["npm", "start"]`) or a text. */
export function commandIn(item: Item): string | null {
  if (item.shape.kind === 'list') {
    const words = item.items.flatMap((each) => each.text ?? []);
    return words.length ? fromWords(words) : null;
  }
  const text = item.text?.trim();
  return text ? unwrapped(text) : null;
}

/** Words of an exec form to one line. */
export function fromWords(words: readonly string[]): string {
  const [program = '', option = '', script] = words;
  if (/(^|\/)(ba|da|z|a)?sh$/.test(program) && /^-\w*c$/.test(option) && script !== undefined) return script.trim();
  return words.map((word) => (/^[\w@%+=:,./$~{}*-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)).join(' ');
}

/** `sh -c "…"` → what it runs. */
function unwrapped(text: string): string {
  const shell = /^(?:exec\s+)?(?:\/\S*\/)?(?:ba|da|z|a)?sh\s+-\w*c\s+(["'])([\s\S]*)\1\s*$/.exec(text);
  return (shell?.[2] ?? text).trim();
}

/** Programs that wait or hand on signals and then run the rest. */
const wrappers: readonly RegExp[] = [
  /^exec\s+/,
  /^(\/\S*\/)?(dumb-init|tini|gosu\s+\S+|su-exec\s+\S+|catatonit|s6-setuidgid\s+\S+)\s+(-[\w-]+\s+)*(--\s+)?/,
  /^(\.?\/?\S*\/)?wait-?for(-it|-postgres)?(\.sh)?\s+.*?\s--\s+/,
  /^(\/\S*\/)?dockerize\s+(-\S+\s+\S+\s+)*/,
  /^yes\s+("[^"]*"|'[^']*'|\S+)?\s*\|\s*/,
  /^(while|until)\s+.*?;\s*do\s+.*?;?\s*done\s*(;|&&)\s*/,
  /^(sleep\s+\d+|set\s+-\w+(\s+\w+)?|echo\s+[^;&|]*|rm\s+-\w+\s+[^;&|]*|mkdir\s+[^;&|]*|export\s+[^;&|]*|source\s+\S+|\.\s+\S+)\s*(;|&&)\s*/,
];

const installs =
  /^(npm|pnpm|yarn|bun)\s+(install|i|ci)\b|^yarn\s*$|^(pip3?|python3? -m pip|uv pip)\s+install\b|^(bundle|composer|poetry|uv|pipenv)\s+(install|sync)\b|^go\s+mod\s+download|^(apt-get|apk)\s/;

export function readCommand(text: string): Command {
  let folder: string | null = null;
  const release: string[] = [];
  let start: string | null = null;
  // What a variable is set to for one command belongs to that command.
  for (const part of steps(text)) {
    const step = withoutWrappers(part);
    const change = /^cd\s+(["']?)([^"'\s]+)\1$/.exec(step);
    if (change) {
      folder = change[2] ?? null;
      continue;
    }
    if (step === '' || installs.test(step) || /^(true|:|wait|fi|then|else|done)$/.test(step)) continue;
    if (ruleOf(step)?.kind === 'release') release.push(step);
    else start = step;
  }
  return { folder, release, start };
}

/** `a && b; c` to its parts; quotes and `$( )` are left whole. */
function steps(text: string): string[] {
  const plain = withoutWrappers(text.replace(/\\\r?\n/g, ' ').trim());
  const parts: string[] = [];
  let from = 0;
  let quote = '';
  let depth = 0;
  for (let at = 0; at < plain.length; at++) {
    const character = plain[at] ?? '';
    if (quote) {
      if (character === quote) quote = '';
      continue;
    }
    if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (depth <= 0 && (plain.startsWith('&&', at) || character === ';' || character === '\n')) {
      parts.push(plain.slice(from, at));
      from = at + (character === '&' ? 2 : 1);
      if (character === '&') at++;
    }
  }
  parts.push(plain.slice(from));
  return parts.map((part) => part.trim()).filter(Boolean);
}

function withoutWrappers(text: string): string {
  let plain = text.trim();
  for (let round = 0; round < 6; round++) {
    const before = plain;
    for (const wrapper of wrappers) plain = plain.replace(wrapper, '').trim();
    if (plain === before) return unwrapped(plain);
  }
  return plain;
}

const longestCommand = 4000;

function ruleOf(text: string): (typeof commandRules)[number] | null {
  return text.length > longestCommand ? null : (commandRules.find(({ pattern }) => pattern.test(text)) ?? null);
}

/** What kind of service a command starts, `null` when it does not tell. */
export function kindOfCommand(text: string): ServiceKind | null {
  const rule = ruleOf(text);
  if (!rule || rule.kind === 'release' || rule.kind === 'test') return null;
  return rule.kind === 'watch' ? (/\b(worker|nodemon|watchmedo|watchfiles)\b/.test(text) ? null : 'web') : rule.kind;
}

/** It restarts on every change, or serves for one developer: no way to run in production. */
export const isForDevelopment = (text: string): boolean => ruleOf(text)?.kind === 'watch';

/** It tests or checks, and is no part of what is deployed. */
export const isTestRun = (text: string): boolean => ruleOf(text)?.kind === 'test';

/** It runs once and ends. */
export const isRelease = (text: string): boolean => ruleOf(text)?.kind === 'release';

export function languageOfCommand(text: string): Language | null {
  if (text.length > longestCommand) return null;
  return ruleOf(text)?.language ?? languagePrograms.find(({ pattern }) => pattern.test(text))?.language ?? null;
}

/** The port a command line makes the program listen on. */
export function portOfCommand(text: string): number | null {
  const found =
    /(?:--port|--server\.port|--http-port|--server-port|-p|--listen)[= ]+(?:\$\{\w+:-)?(\d{2,5})\b/.exec(text) ??
    /(?:--bind|-b|--host|--addr|--address|runserver|-S)[= ]+(?:\[?[\w.:]*\]?|\$\{?\w+\}?):(?:\$\{\w+:-)?(\d{2,5})\b/.exec(text) ??
    /\b(?:0\.0\.0\.0|127\.0\.0\.1|localhost):(\d{2,5})\b/.exec(text) ??
    /\b(?:PORT)=(\d{2,5})\b/.exec(text);
  const port = Number(found?.[1]);
  return port > 0 && port < 65536 ? port : null;
}
