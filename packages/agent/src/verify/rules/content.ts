import { posix } from 'node:path';
import type { Entries, Objects } from '../../git/objects.ts';
import type { TicketHead } from '../../ticket/ticket.ts';
import type { Change, ChangedFile } from '../change/change.ts';
import type { Oddity } from '../change/worktree.ts';
import { judge, reported, type Judged, type Place } from '../judged.ts';
import { namedOnPurpose } from './globs.ts';

/** What nobody can review, or what acts by itself: links out of the repository, programs, hidden characters, git's own files. */
export async function judgeContent(
  head: TicketHead,
  change: Change,
  oddities: readonly Oddity[],
  objects: Objects,
): Promise<readonly Judged[]> {
  const added = change.files.filter(({ after }) => after !== null);
  const binary = added.filter(({ after, textAfter }) => textAfter === null && after?.mode.startsWith('100'));
  const contents = await objects.read(added.flatMap(({ after }) => (after ? [after.hash] : [])));
  const bytes = ({ after }: ChangedFile): Buffer => contents.get(after?.hash ?? '') ?? Buffer.alloc(0);
  const programs = binary.filter((file) => isProgram(file.path, bytes(file)) || file.after?.mode === '100755');
  const places = [
    ...oddities.map(({ path, why }): Place => ({ file: path, line: null, why })),
    ...added.flatMap((file) => linkOut(file, bytes(file))),
    ...added
      .filter(({ after }) => after?.mode === '160000')
      .map(at('It is a repository within this one, whose content is not part of the change')),
    ...programs.map(at('It is a program without its source')),
    ...added.filter((file) => bytes(file).length > largest).map(at(`It is larger than ${largest / 1e6} MB`)),
    ...added
      .filter(({ path }) => ofGit.test(path) && !namedOnPurpose(head.scope, path, (glob) => ofGit.test(glob)))
      .map(at('It changes what git does and shows')),
    ...added.flatMap(hidden),
    ...collisions(change),
  ];
  const plain = binary.filter((file) => !programs.includes(file));
  return [
    judge('content', 'All of it can be reviewed', 'unsafe_content', places, {
      passed: 'No links out of the repository, programs, hidden characters or files of git',
      failed: 'The change holds what a reviewer does not see, or what acts by itself',
    }),
    ...(plain.length > 0
      ? [reported('binary', 'Binary files', 'They are delivered as they are; nobody can read them as a diff', plain.map(at('Binary')))]
      : []),
  ];
}

/** Bytes of one file. */
const largest = 5_000_000;
const ofGit = /(^|\/)\.git(attributes|modules|config|-blame-ignore-revs)?$/;

const at =
  (why: string) =>
  ({ path }: { readonly path: string }): Place => ({ file: path, line: null, why });

function linkOut({ path, after }: ChangedFile, target: Buffer): readonly Place[] {
  if (after?.mode !== '120000') return [];
  const to = target.toString('utf8');
  const ends = posix.normalize(posix.join(posix.dirname(path), to));
  const out = posix.isAbsolute(to) || ends === '..' || ends.startsWith('../') || /(^|\/)\.git(\/|$)/i.test(ends);
  return out ? [{ file: path, line: null, why: 'It is a link to a place outside of the repository' }] : [];
}

/** ELF, Mach-O, Windows, WebAssembly, Java and Python bytecode, by how they begin or are called. */
function isProgram(path: string, content: Buffer): boolean {
  const magic = content.subarray(0, 4).toString('hex');
  const known = ['7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe', '0061736d'];
  return known.includes(magic) || magic.startsWith('4d5a') || /\.(pyc|pyo|so|dylib|dll|exe|class|jar|node|whl|egg|a|o)$/i.test(path);
}

/**
 * Characters that make a text read otherwise than it is (https://trojansource.codes, CVE-2021-42574): direction overrides, what has
 * no width, tags, and what a terminal acts upon. Joiners are part of some scripts and stay.
 */
const unseen =
  /[\u202A-\u202E\u2066-\u2069\u200B\u2060-\u2064\u{E0000}-\u{E007F}\u00AD\u115F\u1160\u3164\uFFA0]|(?<!^)\uFEFF|[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u009F]/u;

function hidden({ path, lines, textAfter }: ChangedFile): readonly Place[] {
  const inName = unseen.test(path) ? [{ file: path, line: null, why: 'Its name holds characters that are not shown' }] : [];
  if (textAfter === null) return inName;
  const inText = lines
    .filter(({ text }) => unseen.test(text))
    .map(({ line, text }) => ({ file: path, line, why: `It holds the hidden character ${codeOf(text)}` }));
  return [...inName, ...inText];
}

const codeOf = (text: string): string => `U+${(unseen.exec(text)?.[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Names that are one and the same file on a machine that does not tell letters apart: one overwrites the other there. */
function collisions({ files, entries }: Change): readonly Place[] {
  const folded = foldedNames(entries);
  return files.flatMap(({ path, before, after }) => {
    if (before !== null || after === null) return [];
    const parts = path.split('/').map((_part, index, all) => all.slice(0, index + 1).join('/'));
    const other = parts.flatMap((part) => [...(folded.get(fold(part)) ?? [])].filter((each) => each !== part))[0];
    return other ? [{ file: path, line: null, why: `On other machines it is the same file as ${other}` }] : [];
  });
}

function foldedNames(entries: Entries): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const path of entries.keys()) {
    for (const part of path.split('/').map((_part, index, all) => all.slice(0, index + 1).join('/'))) {
      const known = names.get(fold(part));
      if (known) known.add(part);
      else names.set(fold(part), new Set([part]));
    }
  }
  return names;
}

const fold = (name: string): string => name.normalize('NFKC').toLowerCase();
