import { hasHead, problemsInTicket, ticketsFolder } from '@groundwork/agent/ticket';
import type { DocumentProblem } from '@groundwork/host/document';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../protocol.ts';

/** Whether a file is where a repository keeps its tickets. Other Markdown begins with heads of others: pages, slides. */
export const isTicketPath = (path: string): boolean => path.startsWith(`${ticketsFolder}/`) && /\.(md|markdown)$/i.test(path);

const read = new Map<string, { readonly text: string; readonly problems: readonly Problem[] }>();

/** What is wrong with the head of a ticket, in the form of the editor; nothing in a text that has none. */
export function problemsOfTicket(path: string, text: string): readonly Problem[] {
  const known = read.get(path);
  if (known?.text === text) return known.problems;
  const problems = hasHead(text) ? problemsInTicket(text, path).map((problem) => shown(path, text, problem)) : [];
  if (read.size > 200) read.clear();
  read.set(path, { text, problems });
  return problems;
}

function shown(path: string, text: string, { code, message, fix, span: [from, to] }: DocumentProblem): Problem {
  const document = TextDocument.create(path, 'markdown', 0, text);
  const range = { start: document.positionAt(from), end: document.positionAt(to) };
  return { rule: code, severity: 'error', message, file: path, range, service: null, fix };
}
