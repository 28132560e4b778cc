import { signedBy, type PersonRepository } from '../git/person.ts';
import type { Attribution } from './attribute.ts';
import { gitAiNote, gitAiRef, isOurs } from './note.ts';
import { agentTraceRef, readTraceNote, traceOf, type KnownTrace } from './trace.ts';

/** Attaches what is known of a commit to it: as Agent Trace and as the Git AI Standard has it. What others attached stays. */
export async function attachNotes(repository: PersonRepository, commit: string, attributions: readonly Attribution[]): Promise<void> {
  const identity = await repository.identity();
  const parent = (await repository.ask(['rev-parse', '--verify', '--quiet', `${commit}^`])) ?? '0'.repeat(commit.length);
  const person =
    (await repository.text(['show', '--no-patch', '--no-show-signature', '--format=%cn <%ce>', '--end-of-options', commit])).split(
      '\n',
    )[0] ?? '';
  const add = (ref: string, text: string): Promise<string> =>
    repository.text(['notes', `--ref=${ref}`, 'add', '--force', '--file=-', commit], text, signedBy(identity));
  const traces = await noteOf(repository, agentTraceRef, commit);
  const { others } = readTraceNote(traces ?? '');
  await add(agentTraceRef, `${[...others, ...attributions.map((each) => JSON.stringify(traceOf(each, commit)))].join('\n')}\n`);
  const log = await noteOf(repository, gitAiRef, commit);
  // A commit has one authorship log: where another tool keeps it, it is that tool's.
  if (log === null || isOurs(log)) await add(gitAiRef, gitAiNote(attributions, { parent, person }));
}

export function noteOf(repository: PersonRepository, ref: string, commit: string): Promise<string | null> {
  return repository.ask(['notes', `--ref=${ref}`, 'show', commit]);
}

/** All of ours that were ever attached, whether their commits can still be reached or not. */
export async function knownTraces(repository: PersonRepository): Promise<readonly KnownTrace[]> {
  const listed = (await repository.ask(['notes', `--ref=${agentTraceRef}`, 'list'])) ?? '';
  const blobs = [...new Set(listed.split('\n').flatMap((line) => line.split(' ')[0] ?? []))].filter(Boolean);
  const known: KnownTrace[] = [];
  for (const blob of blobs) known.push(...readTraceNote((await repository.ask(['cat-file', 'blob', blob])) ?? '').ours);
  return known;
}
