import type { Blueprint } from '@groundwork/blueprint';
import type { RepositoryCheck } from '@groundwork/scan';
import { matcherOf } from '../../verify/rules/globs.ts';
import { idFromGoal } from '../file.ts';
import { ticketHeadSchema, type TicketHead, type TicketQuestion } from '../ticket.ts';
import { acceptanceOf } from './acceptance.ts';
import { guardsOf } from './guards.ts';
import { mentionsIn, type Mention, type Mentions } from './mentions.ts';
import { questionsAbout, questionsOf, toBeMade } from './questions.ts';
import { scopeOf } from './scope.ts';
import { locatePaths, locateRoutes, locateSymbols, type Place, type Sources } from './sources.ts';

/** What a proposal is made of. */
export interface ProposeOptions {
  /** What is wanted, in words. */
  readonly text: string;
  /** The issue it was taken from: its words are those of whoever wrote it. */
  readonly issue: { readonly url: string; readonly title: string } | null;
  readonly blueprint: Blueprint;
  readonly checks: readonly RepositoryCheck[];
  readonly sources: Sources;
  /** Question id to answer, of what was asked about the same text. */
  readonly answers: Readonly<Record<string, string>>;
}

export interface Proposal {
  readonly id: string;
  readonly head: TicketHead;
  /** Why each part is as it is, to be written above it. */
  readonly notes: ReadonlyMap<keyof TicketHead, string>;
}

/** What one ticket may cost where nobody says otherwise. */
const usualBudget = { usd: 2, requests: 200, minutes: 30 };

/**
 * A head for a text, from the text and the repository alone: nothing of either is executed, and no model is asked. The same text, repository
 * and answers give the same head. What is not clear is a question; its default is what the head says meanwhile.
 */
export function propose({ text, issue, blueprint, checks, sources, answers }: ProposeOptions): Proposal {
  const mentions = mentionsIn(text);
  const goal = issue?.title.trim() || mentions.goal || 'A change';
  const said = blueprint.services.map(({ name }) => name).filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(text));
  const first = locate(mentions, answers, sources);
  const asked = questionsAbout(first);
  // What a question takes for granted meanwhile is what the head says.
  const taken = Object.fromEntries(asked.flatMap((question) => (question.default === null ? [] : [[question.id, question.default]])));
  const located = asked.length === 0 ? first : locate(mentions, { ...taken, ...answers }, sources);
  const { paths, routes } = located;
  const scope = scopeOf(located, text, { blueprint, sources, answers, said });
  const accepted = acceptanceOf(mentions, routes, scope.files, idFromGoal(goal), {
    blueprint,
    checks,
    sources,
    answers,
    own: issue === null,
    said,
  });
  const guards = guardsOf(text, paths, sources);
  const wording = [...asked, ...questionsOf(mentions, paths, accepted.isTold)];
  const inScope = checks.filter(
    ({ in: folder }) => folder === '.' || scope.globs.some((glob) => glob === '**' || glob.startsWith(`${folder}/`)),
  );
  const tested = inScope.length > 0 ? inScope : checks;
  const added = accepted.acceptance.flatMap((each) => ('test' in each ? [each.test] : [])).filter((path) => !matcherOf(scope.globs)(path));
  const head = ticketHeadSchema.parse({
    goal,
    scope: [...scope.globs, ...added],
    ...guards,
    'done when': accepted.acceptance,
    tests: tested.map(({ run, in: folder }) => ({ run, in: folder })),
    budget: usualBudget,
    issue: issue?.url ?? null,
    questions: open([...accepted.questions, ...scope.questions, ...wording], answers),
    answers,
  });
  return { id: idFromGoal(goal), head, notes: notesOf(scope.places, tested) };
}

/** Where everything is that a text speaks of, with what was answered about names that are nowhere. */
function locate(mentions: Mentions, answers: Readonly<Record<string, string>>, sources: Sources) {
  const meant = (mention: Mention): Mention => {
    const answer = answers[`missing.${mention.name}`];
    return answer === undefined ? mention : answer === toBeMade ? { ...mention, isNew: true } : { ...mention, name: answer };
  };
  return {
    paths: locatePaths(mentions.paths.map(meant), sources),
    symbols: locateSymbols(mentions.symbols.map(meant), sources),
    routes: locateRoutes(mentions.routes, sources),
  };
}

function open(questions: readonly TicketQuestion[], answers: Readonly<Record<string, string>>): TicketQuestion[] {
  const ids = new Set<string>();
  return questions.filter(({ id }) => answers[id] === undefined && !ids.has(id) && ids.add(id));
}

function notesOf(places: readonly Place[], checks: readonly RepositoryCheck[]): Map<keyof TicketHead, string> {
  const notes = new Map<keyof TicketHead, string>();
  const found = [...new Set(places.map(({ file, line, why }) => `${file}:${line} ${why}`))];
  if (found.length > 0)
    notes.set('scope', [...found.slice(0, 5), ...(found.length > 5 ? [`and ${found.length - 5} more`] : [])].join('\n'));
  const told = checks.map(({ evidence }) => `${evidence.file}:${evidence.line} ${evidence.why}`);
  if (told.length > 0) notes.set('tests', told.join('\n'));
  notes.set('keep', 'stay as they are; new ones beside them are fine');
  return notes;
}
