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
  const lines = commit.message.split('\n').map((line) => line.trim());
  return trailerOf(lines) ?? signatureOf(commit) ?? lineOf(lines) ?? automationOf(commit);
}

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

function assistantBy(name: string, email: string, commits = false): string | null {
  const [lowerName, lowerEmail] = [name.toLowerCase(), email.toLowerCase()];
  const found = assistants.find((assistant) => assistant.email?.test(lowerEmail) || assistant.name?.test(lowerName));
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
