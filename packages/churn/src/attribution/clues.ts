import { assistants, assistedNames, assistedTrailers, automation } from './assistants.ts';
import type { Finding } from './classes.ts';

/** Who a commit says it is by. */
export interface Signed {
  readonly author: string;
  readonly email: string;
  readonly committer: string;
  readonly committerEmail: string;
  readonly message: string;
}

/**
 * What a commit itself says of who wrote it: `null` where it says nothing. Trailers come first, as they are written for that; anybody can
 * write one, so a finding always shows its words.
 */
export function clueOf(commit: Signed): Finding | null {
  // Few messages have anything, and a long history has many of them.
  const lines = telling.test(commit.message) ? commit.message.split('\n').map((line) => line.trim()) : [];
  return trailerOf(lines) ?? signatureOf(commit) ?? lineOf(lines) ?? automationOf(commit);
}

/** What is in every message of which a line says something; where it is there, lines are looked at one by one. */
const telling = new RegExp(
  ['co-authored-by:', assistedTrailers.source, ...assistants.flatMap(({ line }) => line?.source ?? [])]
    .map((source) => `(?:${source.replace(/^\^|\$$/g, '')})`)
    .join('|'),
  'i',
);

function trailerOf(lines: readonly string[]): Finding | null {
  for (const line of lines) {
    const coAuthor = /^co-authored-by: *(.*?) *<([^<>]*)>/i.exec(line);
    const tool = coAuthor ? assistantBy(coAuthor[1] ?? '', coAuthor[2] ?? '') : assistedBy(assistedTrailers.exec(line)?.[1] ?? '');
    if (tool !== null) return { class: 'ai', source: 'trailer', tool, model: modelIn(coAuthor?.[1] ?? ''), why: shown(line) };
  }
  return null;
}

function signatureOf({ author, email, committer, committerEmail }: Signed): Finding | null {
  for (const [role, name, address] of [
    ['author', author, email],
    ['committer', committer, committerEmail],
  ] as const) {
    const tool = assistantBy(name, address, role === 'committer');
    if (tool !== null) return { class: 'ai', source: 'author', tool, model: null, why: shown(`${role} ${name} <${address}>`) };
  }
  return null;
}

function lineOf(lines: readonly string[]): Finding | null {
  for (const line of lines) {
    const found = assistants.find((assistant) => assistant.line?.test(line));
    if (found) return { class: 'ai', source: 'message', tool: found.tool, model: null, why: shown(line) };
  }
  return null;
}

function automationOf({ author }: Signed): Finding | null {
  if (!automation.test(author.toLowerCase())) return null;
  return { class: 'unknown', source: 'automation', tool: author, model: null, why: shown(`author ${author}`) };
}

const mostSigners = 20_000;
/** The same people sign again and again. */
const signers = new Map<string, (typeof assistants)[number] | null>();

function assistantBy(name: string, email: string, commits = false): string | null {
  const key = `${name}\0${email}`;
  let found = signers.get(key);
  if (found === undefined) {
    const [lowerName, lowerEmail] = [name.toLowerCase(), email.toLowerCase()];
    found = assistants.find((assistant) => assistant.email?.test(lowerEmail) || assistant.name?.test(lowerName)) ?? null;
    if (signers.size >= mostSigners) signers.clear();
    signers.set(key, found);
  }
  return found && !(commits && found.commitsForOthers) ? found.tool : null;
}

function assistedBy(value: string): string | null {
  return assistedNames.find(({ name }) => name.test(value))?.tool ?? null;
}

/** aider says its model in brackets, Claude Code as its name. */
function modelIn(name: string): string | null {
  return /\(([^()]+)\)$/.exec(name)?.[1] ?? (/^Claude .+/.test(name) ? name : null);
}

/** One line, of a bounded length, that cannot move a terminal's cursor. */
function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200);
}
