import { createHash } from 'node:crypto';
import type { Attribution } from './attribute.ts';
import type { LineRange } from './match.ts';

/** https://github.com/git-ai-project/git-ai/blob/main/specs/git_ai_standard_v3.0.0.md */
const schemaVersion = 'authorship/3.0.0';

/** Where the Git AI Standard keeps authorship logs. */
export const gitAiRef = 'refs/notes/ai';

export interface NoteContext {
  /** First parent of the commit. */
  readonly parent: string;
  /** `Name <email>` of who committed it: lines of the agent that were changed are theirs. */
  readonly person: string;
}

/** An authorship log of the Git AI Standard 3.0.0, with sessions; tickets and receipts are attributes of a session. */
export function gitAiNote(attributions: readonly Attribution[], { parent, person }: NoteContext): string {
  const human = `h_${digest(person)}`;
  const byFile = new Map<string, string[]>();
  for (const { record, files } of attributions) {
    for (const { path, agent, edited } of files) {
      const entries = byFile.get(path) ?? [];
      entries.push(`  ${sessionOf(record.receipt)}::t_${record.receipt.slice(0, 14)} ${written(agent)}`);
      if (edited.length > 0) entries.push(`  ${human} ${written(edited)}`);
      byFile.set(path, entries);
    }
  }
  const hasEdited = attributions.some(({ files }) => files.some(({ edited }) => edited.length > 0));
  const metadata = {
    schema_version: schemaVersion,
    base_commit_sha: parent,
    prompts: {},
    ...(hasEdited && { humans: { [human]: { author: person } } }),
    sessions: Object.fromEntries(
      attributions.map(({ record }) => [
        sessionOf(record.receipt),
        {
          agent_id: { tool: record.agent, id: record.receipt, model: record.model ?? 'unknown' },
          human_author: person,
          custom_attributes: { ticket: record.ticket, ticket_hash: record.ticketHash, receipt: record.receipt, verified_by: 'groundwork' },
        },
      ]),
    ),
  };
  const attested = [...byFile].flatMap(([path, entries]) => [/[\s"]/.test(path) ? `"${path}"` : path, ...entries]);
  return `${attested.join('\n')}\n---\n${JSON.stringify(metadata, null, 2)}\n`;
}

const sessionOf = (receipt: string): string => `s_${digest(`groundwork:${receipt}`)}`;
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 14);
const written = (ranges: readonly LineRange[]): string =>
  ranges.map(({ start, end }) => (start === end ? String(start) : `${start}-${end}`)).join(',');

/** Whether a note is one of ours, and so may be written anew. */
export const isOurs = (note: string): boolean => /"verified_by": "groundwork"/.test(note);
