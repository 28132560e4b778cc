import { Blobs } from '../read/blobs.ts';
import type { Note } from '../repository/note.ts';
import type { Repository } from '../repository/repository.ts';
import { treeFiles } from '../repository/tree-files.ts';
import { readTraces } from './agent-trace.ts';
import { readGitAiNote, type Attested } from './git-ai.ts';

/** Where tools keep what they recorded of the lines of a commit. */
export const traceNotes = 'refs/notes/agent-trace';
export const gitAiNotes = 'refs/notes/ai';
/** Of the reference implementation of Agent Trace: one record a line. */
export const traceFolder = '.agent-trace';

export interface Records {
  /** By commit, what each kind of record gives to whom. */
  readonly traces: ReadonlyMap<string, readonly Attested[]>;
  readonly gitAi: ReadonlyMap<string, Attested>;
  readonly notes: readonly Note[];
}

/** Reads what tools recorded: notes of git, and files of Agent Trace in the last commit. What cannot be read is told in a note. */
export async function readRecords(repository: Repository): Promise<Records> {
  const blobs = new Blobs(repository);
  try {
    const traces = new Map<string, Attested[]>();
    const gitAi = new Map<string, Attested>();
    let broken = 0;
    const [byGitAi, byTraces, files] = await Promise.all([
      notesOf(repository, gitAiNotes, blobs),
      notesOf(repository, traceNotes, blobs),
      traceFiles(repository, blobs),
    ]);
    for (const { commit, text } of byGitAi) {
      const read = readGitAiNote(text);
      if (read) gitAi.set(commit, read);
      else broken++;
    }
    const keep = (commit: string | null, text: string): void => {
      const read = readTraces(text);
      broken += read.broken;
      for (const trace of read.traces) {
        const of = commit ?? trace.revision;
        if (of !== null) traces.set(of, [...(traces.get(of) ?? []), trace]);
      }
    };
    for (const { commit, text } of byTraces) keep(commit, text);
    for (const text of files) keep(null, text);
    const message = `${broken} records of who wrote which lines could not be read (${gitAiNotes}, ${traceNotes}, ${traceFolder})`;
    return { traces, gitAi, notes: broken === 0 ? [] : [{ code: 'attribution.unreadable', message }] };
  } finally {
    blobs.close();
  }
}

async function notesOf(
  repository: Repository,
  ref: string,
  blobs: Blobs,
): Promise<readonly { readonly commit: string; readonly text: string }[]> {
  const found = (await repository.refs()).find(({ name }) => name === ref);
  if (!found) return [];
  // Notes lie by the id of what they are about, in folders of two letters where there are many.
  const notes = (await treeFiles(repository, found.commit))
    .map(({ path, id }) => ({ commit: path.replaceAll('/', ''), id }))
    .filter(({ commit }) => /^[0-9a-f]{40,64}$/.test(commit));
  return Promise.all(notes.map(async ({ commit, id }) => ({ commit, text: (await blobs.read(id))?.toString('utf8') ?? '' })));
}

async function traceFiles(repository: Repository, blobs: Blobs): Promise<readonly string[]> {
  const records = (await repository.files()).filter(({ path }) => path.startsWith(`${traceFolder}/`) && /\.jsonl?$/.test(path));
  return Promise.all(records.map(async ({ id }) => (await blobs.read(id))?.toString('utf8') ?? ''));
}
