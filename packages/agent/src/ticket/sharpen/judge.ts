import type { Blueprint } from '@groundwork/blueprint';
import type { RepositoryCheck } from '@groundwork/scan';
import { posix } from 'node:path';
import { matcherOf } from '../../verify/rules/globs.ts';
import { acceptanceText } from '../describe.ts';
import { fromWords } from '../propose/acceptance.ts';
import type { Proposal } from '../propose/propose.ts';
import type { Sources } from '../propose/sources.ts';
import { ticketHeadSchema, type Acceptance, type TicketHead, type TicketQuestion } from '../ticket.ts';
import type { SharpAnswer } from './answer.ts';

export interface Known {
  readonly blueprint: Blueprint;
  readonly checks: readonly RepositoryCheck[];
  readonly sources: Sources;
  /** Whether the text is the person's own: with the words of somebody else no new command is even asked about. */
  readonly own: boolean;
  readonly answers: Readonly<Record<string, string>>;
}

export interface Sharpened extends Proposal {
  /** What of the model's answer was not taken, and why. */
  readonly left: readonly string[];
}

/** The answer that keeps a command out. */
export const leaveOut = 'leave it out';
/** Questions that a scope, or an acceptance, answers by being there. */
const ofScope = /^(scope$|which\.)/;
const ofAcceptance = /^(acceptance|service)$/;

/**
 * A proposal with what a model makes sharper: never what guards it (`keep`, `tests`, `budget`), never a path that is not there, never a
 * command the repository does not have. Pure: the same answer gives the same head.
 */
export function sharpen(plain: Proposal, answer: SharpAnswer, known: Known): Sharpened {
  const left: string[] = [];
  const scope = scopeOf(answer.scope ?? [], plain.head, known, left);
  const { items, questions: ofCommands } = acceptanceOf(answer['done when'] ?? [], plain.head, known, left);
  const proves = items.length > 0;
  const scoped = scope.length > 0;
  const kept = plain.head.questions.filter(({ id }) => !(scoped && ofScope.test(id)) && !(proves && ofAcceptance.test(id)));
  const globs = scoped ? scope : plain.head.scope;
  const added = items.flatMap((each) => ('test' in each ? [each.test] : [])).filter((path) => !matcherOf(globs)(path));
  const head = ticketHeadSchema.parse({
    ...plain.head,
    // An issue is called as it is at home.
    goal: plain.head.issue === null ? (answer.goal ?? plain.head.goal) : plain.head.goal,
    scope: [...globs, ...added],
    protect: [...new Set([...plain.head.protect, ...protectOf(answer.protect ?? [], globs, known, left)])],
    'done when': proves ? items : plain.head['done when'],
    questions: [...kept, ...ofCommands, ...questionsOf(answer.questions ?? [], kept, known)],
  });
  const notes = new Map(plain.notes);
  if (scoped) notes.set('scope', 'proposed by a model');
  if (proves) notes.set('done when', 'proposed by a model');
  return { id: plain.id, head, notes, left };
}

function scopeOf(globs: readonly string[], plain: TicketHead, { sources }: Known, left: string[]): string[] {
  return globs.filter((glob) => {
    const why = isInside(glob) ? wrongScope(glob, plain, sources) : 'leads out of the repository';
    if (why !== null) left.push(`scope ${glob}: ${why}`);
    return why === null;
  });
}

/** A scope may be narrower than the plain one and elsewhere, and never all there is unless that was proposed without a model too. */
function wrongScope(glob: string, { scope }: TicketHead, { paths, isTest }: Sources): string | null {
  if (/^[*/.]*$/.test(glob)) return scope.includes('**') ? null : 'is everything';
  const meant = matcherOf([glob]);
  const found = paths.filter(meant);
  if (found.length === 0) return 'nothing is there';
  // A glob that is about tests lets them be changed: that is a person's to write.
  if (isTest(glob.replace(/\*+$/, 'x')) || (found.length > 0 && found.every(isTest))) return 'tests that are there stay as they are';
  return null;
}

/** A path or glob that stays where it is, written as one writes it. */
const isInside = (glob: string): boolean =>
  glob === posix.normalize(glob).replace(/\/$/, '') &&
  !/^(\/|~|!|\.\.?(\/|$))|\\|^[A-Za-z]:/.test(glob) &&
  !/^\.(git|groundwork)(\/|$)/.test(glob);

function protectOf(globs: readonly string[], scope: readonly string[], { sources: { paths } }: Known, left: string[]): string[] {
  return globs.filter((glob) => {
    const meant = matcherOf([glob]);
    const why = !isInside(glob)
      ? 'leads out of the repository'
      : !paths.some(meant)
        ? 'nothing is there'
        : paths.filter(matcherOf(scope)).every(meant)
          ? 'would leave nothing to change'
          : null;
    if (why !== null) left.push(`protect ${glob}: ${why}`);
    return why === null;
  });
}

function acceptanceOf(
  asked: readonly Acceptance[],
  plain: TicketHead,
  known: Known,
  left: string[],
): { readonly items: Acceptance[]; readonly questions: TicketQuestion[] } {
  const items: Acceptance[] = [];
  const questions: TicketQuestion[] = [];
  for (const item of asked) {
    const why = wrongItem(item, plain, known);
    if (why === null) items.push('http' in item ? { ...item, headers: {} } : item);
    else if (why === newCommand && known.own && 'run' in item) {
      const id = `command.${questions.length + 1}`;
      const answer = known.answers[id];
      const told = answer === undefined || answer === leaveOut ? null : fromWords(answer);
      if (told !== null) items.push(told);
      if (answer === undefined) questions.push(commandQuestion(id, item.run));
    } else left.push(`done when ${acceptanceText(item)}: ${why}`);
  }
  return { items, questions };
}

const newCommand = 'this repository has no such command';

const commandQuestion = (id: string, run: string): TicketQuestion => ({
  id,
  ask: `A model proposes to run \`${run}\`, which this repository does not have. Does it show that it is done?`,
  options: [leaveOut, `run ${run}`],
  default: leaveOut,
});

function wrongItem(item: Acceptance, plain: TicketHead, { blueprint, checks, sources }: Known): string | null {
  if ('http' in item) {
    const serving = blueprint.services.filter(({ port, kind }) => port !== null || kind === 'web' || kind === 'inference');
    if (serving.length === 0) return 'nothing here answers requests';
    if (item.service === null) return serving.length === 1 ? null : 'it does not say which service answers';
    return serving.some(({ name }) => name === item.service) ? null : 'there is no such service';
  }
  if (!isInside(item.in) && item.in !== '.') return 'leads out of the repository';
  if ('test' in item) {
    if (!isInside(item.test)) return 'leads out of the repository';
    const folder = posix.dirname(item.test);
    if (folder !== '.' && !sources.paths.some((path) => path.startsWith(`${folder}/`))) return 'its folder is not there';
    return checks.some((check) => check.kind === 'tests' && check.runs(item.test)) ? null : 'no test runner here runs that file';
  }
  const command = 'run' in item ? item.run : item.types;
  const whole = [
    ...checks.map(({ run, in: folder }) => ({ run, in: folder })),
    ...plain['done when'].flatMap((each) => ('run' in each ? [each] : [])),
  ];
  if (whole.some((each) => each.run === command && each.in === item.in)) return null;
  // One file of its tests, by a runner it has.
  const one = checks.some((check) => check.in === item.in && sources.paths.some((path) => check.runs(path) && check.one(path) === command));
  return one && 'run' in item ? null : newCommand;
}

function questionsOf(asked: readonly TicketQuestion[], kept: readonly TicketQuestion[], { answers }: Known): TicketQuestion[] {
  const ids = new Set(kept.map(({ id }) => id));
  return asked
    .map((each) => ({
      ...each,
      id: `sharpen.${each.id}`,
      options: each.default === null ? each.options : [...new Set([each.default, ...each.options])],
    }))
    .filter(({ id }) => answers[id] === undefined && !ids.has(id) && ids.add(id));
}
