import { join } from 'node:path';
import { Objects } from '../git/objects.ts';
import { ownFolder } from '../jail/scratch.ts';
import { PersonRepository } from '../git/person.ts';
import { readChange } from '../verify/change/change.ts';
import { attribute, type Attribution } from './attribute.ts';
import { attachNotes, knownTraces, noteOf } from './notes.ts';
import type { ProvenanceRecord } from './record.ts';
import { agentTraceRef, readTraceNote } from './trace.ts';

export interface CommitProvenance {
  readonly commit: string;
  readonly subject: string;
  readonly attributions: readonly Attribution[];
  /** Whether what is attached to it says the same; not so after a rebase, a squash, an amendment. */
  readonly attached: boolean;
}

export interface ProvenanceOptions {
  readonly repository: string;
  /** Commits as `git rev-list` takes them: `HEAD`, `main..HEAD`. */
  readonly revisions: readonly string[];
  /** Commits at most, from the newest on. */
  readonly most?: number;
  readonly signal: AbortSignal;
}

/**
 * Which lines of commits go back to which receipts. It is found out from what the lines say, so that it holds whatever became of the
 * commit they came in: rebased, squashed, amended, picked, its notes lost on the way.
 */
export async function readProvenance(options: ProvenanceOptions): Promise<readonly CommitProvenance[]> {
  const repository = await PersonRepository.open(options.repository, options.signal);
  const records = newest((await knownTraces(repository)).map(({ record }) => record));
  if (records.length === 0) return [];
  const scratch = ownFolder('groundwork-provenance-');
  try {
    const objects = await Objects.open(join(scratch.folder, 'objects'), options.repository, options.signal);
    const found: CommitProvenance[] = [];
    for (const { commit, parents, subject } of await commitsOf(repository, options)) {
      // What a merge brings was written in the commits it merges.
      if (parents.length > 1) continue;
      const before =
        parents[0] === undefined
          ? await objects.text(['hash-object', '-t', 'tree', '-w', '--stdin'], '')
          : await objects.treeOf(parents[0]);
      const attributions = attribute(await readChange(objects, before, await objects.treeOf(commit)), records);
      if (attributions.length === 0) continue;
      found.push({ commit, subject, attributions, attached: await isAttached(repository, commit, attributions) });
    }
    return found;
  } finally {
    scratch.remove();
  }
}

/** Attaches what was found to commits that do not have it. Returns those. */
export async function attachProvenance(options: ProvenanceOptions): Promise<readonly CommitProvenance[]> {
  const missing = (await readProvenance(options)).filter(({ attached }) => !attached);
  const repository = await PersonRepository.open(options.repository, options.signal);
  for (const { commit, attributions } of missing) await attachNotes(repository, commit, attributions);
  return missing;
}

/** The same receipt may be known by several commits. */
function newest(records: readonly ProvenanceRecord[]): readonly ProvenanceRecord[] {
  return [...new Map(records.map((record) => [record.receipt, record])).values()];
}

async function isAttached(repository: PersonRepository, commit: string, attributions: readonly Attribution[]): Promise<boolean> {
  const { ours } = readTraceNote((await noteOf(repository, agentTraceRef, commit)) ?? '');
  const wanted = new Set(attributions.map(({ record }) => record.receipt));
  return ours.length === wanted.size && ours.every(({ revision, record }) => revision === commit && wanted.has(record.receipt));
}

interface Commit {
  readonly commit: string;
  readonly parents: readonly string[];
  readonly subject: string;
}

async function commitsOf(repository: PersonRepository, { revisions, most = 500 }: ProvenanceOptions): Promise<readonly Commit[]> {
  const listed = await repository.text([
    'log',
    '--no-show-signature',
    '--no-notes',
    '-z',
    '--format=%H%n%P%n%s',
    `--max-count=${most}`,
    '--end-of-options',
    ...revisions,
    '--',
  ]);
  return listed
    .split('\0')
    .filter(Boolean)
    .map((row) => {
      const [commit = '', parents = '', subject = ''] = row.split('\n');
      return { commit, parents: parents.split(' ').filter(Boolean), subject };
    });
}
