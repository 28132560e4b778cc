import { posix } from 'node:path';
import type { Entries, Entry } from '../../git/objects.ts';
import type { TicketHead } from '../../ticket/ticket.ts';
import { below, commandsOf } from '../acceptance/commands.ts';
import type { Change, ChangedFile } from '../change/change.ts';
import { judge, type Judged, type Place } from '../judged.ts';
import { matcherOf, namedOnPurpose } from './globs.ts';
import { proofOf, type Proof } from './proof.ts';
import { changedSections, ranBy } from './sections.ts';
import { tricksIn } from './tricks.ts';

export interface TestsJudged {
  readonly judged: Judged;
  /** The change with what holds the proof up as it was before: what is executed. The same where nothing was tampered with. */
  readonly entries: Entries;
}

/** What a test is left out by, or all others are. */
const skips =
  /@(pytest\.mark\.|unittest\.)?(skip|xfail|expectedFailure)\w*|\bpytest\.(skip|xfail|importorskip)\(|\bself\.skipTest\(|\braise\s+(unittest\.)?SkipTest|\b(it|test|describe|suite|context)\.(skip|only|todo|fails|failing)\b|\b(xit|xtest|xdescribe|fit|fdescribe)\(|\bt\.Skip(f|Now)?\(|#\[ignore|@(Disabled|Ignore)\b|\[(Ignore|Fact\(Skip)/;

/** Tests that were there, and what decides how they are run, are as they were; but for what the ticket lets change. */
export function judgeTests(head: TicketHead, change: Change): TestsJudged {
  const commands = commandsOf(head);
  const proof: Proof = { commands, checksTypes: head['done when'].some((item) => 'types' in item) };
  const named = new Set(head['done when'].flatMap((item) => ('test' in item ? [posix.join(below(item.in), item.test)] : [])));
  const isKept = matcherOf(head.keep);
  const mayChange = (path: string): boolean =>
    named.has(path) || (!isKept(path) && namedOnPurpose(head.scope, path, (glob) => proofOf(glob, proof) !== null));

  const places: Place[] = [];
  const entries = new Map(change.entries);
  for (const file of change.files) {
    const found = mayChange(file.path) ? leftOut(file, named.has(file.path)) : tampered(file, change.base, proof);
    if (found.length === 0) continue;
    places.push(...found);
    restore(entries, file.path, file.before);
  }
  const tricks = tricksIn(change);
  return {
    entries,
    judged: judge('untouched', 'Tests that were there, and how they are run, are as they were', 'tests_tampered', [...places, ...tricks], {
      passed: 'No test, runner or check was changed that the ticket does not name',
      failed: words(places.length, tricks.length),
    }),
  };
}

function words(files: number, tricks: number): string {
  const said = [
    files > 0 ? 'What holds the proof up was changed; all below was executed with it as it was' : '',
    tricks > 0 ? 'The change reaches for how it is tested' : '',
  ];
  return said.filter(Boolean).join('. ');
}

function tampered({ path, before, after, textBefore, textAfter }: ChangedFile, base: Entries, proof: Proof): readonly Place[] {
  const place = (why: string): readonly Place[] => [{ file: path, line: null, why }];
  const sections = changedSections(path, textBefore, textAfter, ranBy(proof.commands, proof.checksTypes));
  if (sections.length > 0) return place(`${sections.join(', ')}: how tests are run was changed`);
  const holds = proofOf(path, proof);
  if (!holds) return [];
  if (before === null) {
    if (holds.kind === 'test') return [];
    // A new folder of tests may have a set-up of its own.
    if (posix.basename(path) === 'conftest.py' && !hasBelow(base, posix.dirname(path))) return [];
    return place(`It was added. ${holds.why}`);
  }
  return place(`It was ${after === null ? 'deleted' : 'changed'}. ${holds.why}`);
}

const hasBelow = (entries: Entries, folder: string): boolean =>
  [...entries.keys()].some((path) => folder === '.' || path.startsWith(`${folder}/`));

/** A test that may be extended is not left out by a mark. */
function leftOut({ path, lines, textBefore, after }: ChangedFile, isNamed: boolean): readonly Place[] {
  if (after === null) return [{ file: path, line: null, why: 'It was deleted, where the ticket lets it be extended' }];
  if (textBefore === null && !isNamed) return [];
  return lines.filter(({ text }) => skips.test(text)).map(({ line }) => ({ file: path, line, why: 'A test is left out' }));
}

function restore(entries: Map<string, Entry>, path: string, before: Entry | null): void {
  if (before === null) entries.delete(path);
  else {
    // A folder may stand where the file was, or a file where its folder was.
    for (const other of entries.keys()) if (other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) entries.delete(other);
    entries.set(path, before);
  }
}
