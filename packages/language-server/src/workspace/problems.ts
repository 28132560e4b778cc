import { rules, type Finding } from '@groundwork/check';
import { decisionsFile, problemsInDecisions, type FolderReading } from '@groundwork/toolkit';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { entriesOf, type Entry } from '../decisions/entries.ts';
import type { Problem } from '../protocol.ts';
import { isTicketPath, problemsOfTicket } from '../tickets/problems.ts';

/** Everything that is wrong with the workspace, in the form of the editor. `textOf` gives a file as the editor has it. */
export function problemsOf(read: FolderReading, findings: readonly Finding[], textOf: (path: string) => string | null): readonly Problem[] {
  const decisions = textOf(decisionsFile);
  const tickets = read.reading.repository.paths.filter(isTicketPath);
  return [
    ...(decisions === null ? [] : problemsOfDecisions(decisions, read)),
    ...tickets.flatMap((path) => problemsOfTicket(path, textOf(path) ?? '')),
    ...findings.map(fromFinding),
  ];
}

/** The place of a finding as the Language Server Protocol writes it. */
export const rangeOfFinding = ({ startLine, startColumn, endLine, endColumn }: Finding['range']): Problem['range'] => ({
  start: { line: startLine, character: startColumn },
  end: { line: endLine, character: endColumn },
});

function fromFinding({ rule, severity, message, file, range, service, fix, more }: Finding): Problem {
  return { rule, severity, message, file, range: rangeOfFinding(range), service, fix: fix?.title ?? more };
}

function problemsOfDecisions(text: string, read: FolderReading): Problem[] {
  if (!read.wrong) return namesOfNothing(text, read);
  const document = TextDocument.create(decisionsFile, 'yaml', 0, text);
  return problemsInDecisions(text).map(({ code, message, fix, span: [from, to] }) => ({
    rule: code,
    severity: 'error',
    message,
    file: decisionsFile,
    range: { start: document.positionAt(from), end: document.positionAt(to) },
    service: null,
    fix,
  }));
}

/** Names that a file which is right in itself gives to what is not there: a service that was renamed, a rule that is misspelt. */
function namesOfNothing(text: string, { reading, blueprint, decisions }: FolderReading): Problem[] {
  const services = [...new Set([...reading.services.keys(), ...blueprint.services.map(({ name }) => name)])];
  const resources = blueprint.resources.map(({ name }) => name);
  const wrong = ({ path: [section, name = '', key] }: Entry): { what: string; known: readonly string[] } | null => {
    if (key !== undefined) return null;
    if (section === 'services' && !services.includes(name)) return { what: 'service', known: services };
    // What is left out is not in the blueprint, and may be there.
    if (section === 'resources' && !resources.includes(name) && !decisions.resources?.[name]?.ignore)
      return { what: 'resource', known: resources };
    if (section === 'checks' && !rules.some(({ id }) => id === name)) return { what: 'check', known: rules.map(({ id }) => id) };
    const [, service] = section === 'answers' ? (/^(.*)\.(?:start|port)$/.exec(name) ?? []) : [];
    return service !== undefined && !services.includes(service) ? { what: 'service', known: services } : null;
  };
  return entriesOf(text)
    .filter(({ path }) => path.length === 2)
    .flatMap((entry) => {
      const found = wrong(entry);
      const name = entry.path[1] ?? '';
      if (!found || name === '') return [];
      const fix = found.known.length > 0 ? `Use one of: ${found.known.join(', ')}` : 'Remove it';
      const message = `\`${name}\` names no ${found.what} of this repository`;
      return [
        { rule: 'decisions.unknown', severity: 'warning' as const, message, file: decisionsFile, range: entry.range, service: null, fix },
      ];
    });
}
