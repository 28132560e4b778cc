import type { Blueprint, Service } from '@groundwork/blueprint';
import type { RepositoryCheck } from '@groundwork/scan';
import { posix } from 'node:path';
import type { Acceptance, TicketQuestion } from '../ticket.ts';
import type { Mentions } from './mentions.ts';
import type { LocatedRoute, Sources } from './sources.ts';
import { testing, withoutTesting } from './words.ts';

export interface Accepted {
  readonly acceptance: readonly Acceptance[];
  readonly questions: readonly TicketQuestion[];
}

interface Known {
  readonly blueprint: Blueprint;
  readonly checks: readonly RepositoryCheck[];
  readonly sources: Sources;
  readonly answers: Readonly<Record<string, string>>;
  /** Whether the text is the person's own: commands of others are not proposed. */
  readonly own: boolean;
}

/** The answer that leaves a ticket without a proof of its own. */
export const nothingNew = 'nothing new: what is tested today still passes';

/** What has to hold when it is done: commands and requests the text speaks of, and a test; asked for where it speaks of none. */
export function acceptanceOf(mentions: Mentions, routes: readonly LocatedRoute[], files: readonly string[], goal: string, known: Known): Accepted {
  const { answers, checks } = known;
  const text = mentions.sentences.join('\n');
  const requests = requestsOf(routes, files, known);
  const whole = new Set(checks.map(({ run }) => run));
  const commands = known.own ? mentions.commands.filter((run) => !whole.has(run)).map((run): Acceptance => ({ run, in: '.' })) : [];
  const test = testFor(files, goal, known);
  const isTestWanted = testing.test(text) && !withoutTesting.test(text);
  const found = [...commands, ...requests.acceptance, ...(isTestWanted && test ? [test] : [])];
  if (found.length > 0) return { acceptance: found, questions: requests.questions };
  const answer = answers['acceptance'];
  const options = [...(test ? [wordsOf(test)] : []), nothingNew];
  const chosen = answer === undefined ? test : fromWords(answer);
  const question = {
    id: 'acceptance',
    ask: 'What shows that it is done? A command (`run ...`), a request (`GET /...`) or a test (`test FILE`) that fails now and passes then',
    options,
    default: test ? wordsOf(test) : null,
  };
  return { acceptance: chosen ? [chosen] : [], questions: answer === undefined ? [question, ...requests.questions] : requests.questions };
}

const wordsOf = (acceptance: Acceptance): string => ('test' in acceptance ? `test ${acceptance.test}` : '');

/** What a person answers: `run npm test`, `test FILE`, `GET /orders 200`. Anything else is a command; `nothing` is nothing. */
export function fromWords(answer: string): Acceptance | null {
  const words = answer.trim();
  if (words === '' || /^nothing\b/i.test(words)) return null;
  const request = /^((?:GET|HEAD|POST|PUT|PATCH|DELETE) \/\S*)(?:\s+(?:->|→)?\s*([1-5]\d\d))?$/.exec(words);
  if (request?.[1]) return { http: request[1], service: null, headers: {}, body: null, status: request[2] ? Number(request[2]) : 200, contains: [] };
  const test = /^test (\S+)$/.exec(words)?.[1];
  if (test !== undefined) return { test, in: '.' };
  return { run: words.replace(/^run\s+/, ''), in: '.' };
}

/** Requests whose method is said, or whose answer is; a route that is only spoken of proves nothing. */
function requestsOf(routes: readonly LocatedRoute[], files: readonly string[], { blueprint, answers }: Known): Accepted {
  const services = blueprint.services.filter(({ kind, port }) => port !== null || kind === 'web' || kind === 'inference');
  const told = routes.filter(({ route }) => (route.method !== null || route.status !== null) && !/[{}<>:*]/.test(route.path));
  if (services.length === 0 || told.length === 0) return { acceptance: [], questions: [] };
  const fitting = serving(services, [...told.flatMap(({ places }) => places.map(({ file }) => file)), ...files]);
  const [first] = fitting;
  const isOpen = fitting.length > 1 && answers['service'] === undefined;
  const service = services.length === 1 ? null : (answers['service'] ?? first?.name ?? null);
  const acceptance = told.map(({ route }): Acceptance => ({
    http: `${route.method ?? 'GET'} ${route.path}${route.query}`,
    service,
    headers: {},
    body: null,
    status: route.status ?? (route.method === 'POST' ? 201 : 200),
    contains: [],
  }));
  const distinct = acceptance.filter((each, index) => acceptance.findIndex((other) => JSON.stringify(other) === JSON.stringify(each)) === index);
  const options = fitting.map(({ name }) => name);
  return { acceptance: distinct, questions: isOpen ? [{ id: 'service', ask: 'Which service answers it?', options, default: options[0] ?? null }] : [] };
}

/** Those whose folder holds the files that are spoken of; all where none does. */
function serving(services: readonly Service[], files: readonly string[]): readonly Service[] {
  const owners = services.filter(({ path }) => path !== '.' && files.some((file) => file.startsWith(`${path}/`)));
  return owners.length > 0 ? owners : services;
}

/** The test that is extended or added: that of the file the text is about, or one called after the goal, where such tests are. */
function testFor(files: readonly string[], goal: string, { checks, sources }: Known): Acceptance | null {
  const runners = checks.filter((check) => check.kind === 'tests' && (check.one('a') !== null || hasTests(check, sources)));
  const subject = files.find((file) => !sources.isTest(file));
  const check = runners.find(({ in: folder }) => folder !== '.' && subject?.startsWith(`${folder}/`)) ?? runners.find(({ in: folder }) => folder === '.') ?? runners[0];
  if (!check) return null;
  const existing = sources.paths.filter((path) => check.runs(path));
  const named = files.find((file) => check.runs(file));
  if (named !== undefined) return { test: named, in: '.' };
  const stem = subject === undefined ? goal : plainStem(subject);
  const own = existing.find((path) => plainStem(path) === stem);
  if (own !== undefined) return { test: own, in: '.' };
  const made = existing[0] === undefined ? conventional(check, stem, subject) : beside(nearestTo(subject, existing), stem, subject);
  return made !== null && check.runs(made) ? { test: made, in: '.' } : null;
}

const hasTests = (check: RepositoryCheck, { paths }: Sources): boolean => paths.some((path) => check.runs(path));

/** `tests/test_orders.py`, `orders.test.ts`, `orders_spec.rb` and `orders.py` are all of `orders`. */
function plainStem(path: string): string {
  return posix
    .basename(path)
    .replace(/\.(test|spec)(?=\.)/, '')
    .replace(/\.\w+$/, '')
    .replace(/^test_|_(test|spec)$|Tests?$/g, '');
}

/** A test that is as near in the tree as any. */
function nearestTo(subject: string | undefined, existing: readonly string[]): string {
  const shared = (path: string): number => {
    const [a, b] = [path.split('/'), (subject ?? '').split('/')];
    return a.findIndex((part, index) => part !== b[index]);
  };
  return existing.toSorted((a, b) => shared(b) - shared(a))[0] ?? '';
}

/** Called as its neighbour is, and where it is: beside what it tests, where that one is. */
function beside(neighbour: string, stem: string, subject: string | undefined): string | null {
  const name = posix.basename(neighbour);
  const old = plainStem(neighbour);
  const made = name.includes(old) && old !== '' ? name.replace(old, () => stem) : null;
  if (made === null) return null;
  const isColocated = subject !== undefined && !/(^|\/)(tests?|specs?|__tests__)(\/|$)/.test(posix.dirname(neighbour));
  return posix.join(isColocated ? posix.dirname(subject) : posix.dirname(neighbour), made);
}

const conventions: Readonly<Record<string, (stem: string, folder: string) => string>> = {
  pytest: (stem) => `tests/test_${stem}.py`,
  unittest: (stem) => `tests/test_${stem}.py`,
  vitest: (stem, folder) => posix.join(folder, `${stem}.test.ts`),
  jest: (stem, folder) => posix.join(folder, `${stem}.test.js`),
  mocha: (stem) => `test/${stem}.test.js`,
  'node --test': (stem) => `test/${stem}.test.js`,
  'go test': (stem, folder) => posix.join(folder, `${stem}_test.go`),
  rspec: (stem) => `spec/${stem}_spec.rb`,
  phpunit: (stem) => `tests/${capital(stem)}Test.php`,
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function conventional(check: RepositoryCheck, stem: string, subject: string | undefined): string | null {
  const folder = subject === undefined ? '.' : posix.relative(check.in, posix.dirname(subject));
  const made = conventions[check.name]?.(stem.replaceAll('-', check.name === 'vitest' || check.name === 'jest' ? '-' : '_'), folder);
  return made === undefined || made.startsWith('..') ? null : posix.join(check.in, made);
}
