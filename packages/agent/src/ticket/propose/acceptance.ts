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
  /** A person said what shows it, in the text or as an answer. */
  readonly isTold: boolean;
}

interface Requests {
  readonly acceptance: readonly Acceptance[];
  readonly questions: readonly TicketQuestion[];
  /** Those the repository serves already. */
  readonly served: ReadonlySet<string>;
}

interface Known {
  readonly blueprint: Blueprint;
  readonly checks: readonly RepositoryCheck[];
  readonly sources: Sources;
  readonly answers: Readonly<Record<string, string>>;
  /** Whether the text is the person's own: commands of others are not proposed. */
  readonly own: boolean;
  /** Services the text calls by their names. */
  readonly said: readonly string[];
}

/** What has to hold when it is done: commands and requests the text speaks of, and a test; asked for where it speaks of none. */
export function acceptanceOf(
  mentions: Mentions,
  routes: readonly LocatedRoute[],
  files: readonly string[],
  goal: string,
  known: Known,
): Accepted {
  const { answers, checks } = known;
  const text = mentions.sentences.join('\n');
  const requests = requestsOf(routes, files, known);
  const whole = new Set(checks.map(({ run }) => run));
  const commands = known.own ? mentions.commands.filter((run) => !whole.has(run)).map((run) => commandOf(run, known)) : [];
  const test = testFor(files, goal, known);
  const isTestWanted = testing.test(text) && !withoutTesting.test(text);
  const found = [...commands, ...requests.acceptance, ...(isTestWanted && test ? [test] : [])];
  // A request that is served today may well be answered in the same way today.
  const proves = found.some((each) => !('http' in each) || each.status >= 300 || !requests.served.has(each.http));
  const answer = answers['acceptance'];
  if (proves) return { acceptance: found, questions: requests.questions, isTold: true };
  const chosen = answer === undefined ? test : fromWords(answer);
  const what = found.length === 0 ? 'What shows that it is done?' : 'That may hold today already. What shows that it is done?';
  const question = {
    id: 'acceptance',
    ask: `${what} A command (\`run ...\`), a request and its answer (\`GET /... 404\`) or a test (\`test FILE\`): it fails now and passes then`,
    options: test ? [wordsOf(test)] : [],
    default: test ? wordsOf(test) : null,
  };
  return {
    acceptance: [...found, ...(chosen ? [chosen] : [])],
    questions: answer === undefined ? [question, ...requests.questions] : requests.questions,
    isTold: answer !== undefined,
  };
}

/** It runs where what it names is; else in the only part of the repository that is tested in that way. */
function commandOf(run: string, { checks, sources }: Known): Acceptance {
  const named = run
    .split(/\s+/)
    .filter((word) => /[/.]/.test(word) && !word.startsWith('-'))
    .map((word) => word.replace(/^\.\//, '').replace(/::.*$/, ''));
  const has = (folder: string): boolean => named.some((word) => sources.paths.some((path) => isAt(path, posix.join(folder, word))));
  const folders = [...new Set(checks.map(({ in: folder }) => folder))];
  if (has('.')) return { run, in: '.' };
  const holding = folders.find((folder) => folder !== '.' && has(folder));
  const alike = folders.filter((folder) => checks.some((check) => check.in === folder && sharesProgram(check.run, run)));
  return { run, in: holding ?? (alike.length === 1 ? (alike[0] ?? '.') : '.') };
}

const isAt = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);
const sharesProgram = (a: string, b: string): boolean =>
  a.split(/\s+/).some((word) => /^\w[\w-]+$/.test(word) && word !== 'run' && b.split(/\s+/).includes(word));

const wordsOf = (acceptance: Acceptance): string => ('test' in acceptance ? `test ${acceptance.test}` : '');

/** What a person answers: `run npm test`, `test FILE`, `GET /orders 200`. Anything else is a command. */
export function fromWords(answer: string): Acceptance | null {
  const words = answer.trim();
  if (words === '') return null;
  const request = /^((?:GET|HEAD|POST|PUT|PATCH|DELETE) \/\S*)(?:\s+(?:->|→)?\s*([1-5]\d\d))?$/.exec(words);
  if (request?.[1])
    return { http: request[1], service: null, headers: {}, body: null, status: request[2] ? Number(request[2]) : 200, contains: [] };
  const test = /^test (\S+)$/.exec(words)?.[1];
  if (test !== undefined) return { test, in: '.' };
  return { run: words.replace(/^run\s+/, ''), in: '.' };
}

/** Requests whose method is said, or whose answer is; a route that is only spoken of proves nothing. */
function requestsOf(routes: readonly LocatedRoute[], files: readonly string[], { blueprint, answers, said }: Known): Requests {
  const services = blueprint.services.filter(({ kind, port }) => port !== null || kind === 'web' || kind === 'inference');
  const decided = ({ route }: LocatedRoute): boolean => {
    const answer = answers[`contradiction.${route.method ?? 'GET'} ${route.path}${route.query}`];
    return answer === undefined || route.status === null || String(route.status) === answer;
  };
  const told = routes
    .filter(decided)
    .filter(({ route }) => (route.method !== null || route.status !== null) && !/[{}<>:*]/.test(route.path));
  if (services.length === 0 || told.length === 0) return { acceptance: [], questions: [], served: new Set() };
  const named = services.filter(({ name }) => said.includes(name));
  const fitting = serving(named.length > 0 ? named : services, [...told.flatMap(({ places }) => places.map(({ file }) => file)), ...files]);
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
  const distinct = acceptance.filter(
    (each, index) => acceptance.findIndex((other) => JSON.stringify(other) === JSON.stringify(each)) === index,
  );
  const options = fitting.map(({ name }) => name);
  const isServed = ({ route, places }: LocatedRoute): boolean => places.length > 0 && !route.isNew;
  return {
    acceptance: distinct,
    served: new Set(told.filter(isServed).map(({ route }) => `${route.method ?? 'GET'} ${route.path}${route.query}`)),
    questions: isOpen ? [{ id: 'service', ask: 'Which service answers it?', options, default: options[0] ?? null }] : [],
  };
}

/** Those whose folder holds the files that are spoken of; all where none does. */
function serving(services: readonly Service[], files: readonly string[]): readonly Service[] {
  const owners = services.filter(({ path }) => path !== '.' && files.some((file) => file.startsWith(`${path}/`)));
  return owners.length > 0 ? owners : services;
}

/** The test that is extended or added: that of the file the text is about, or one called after the goal, where such tests are. */
function testFor(files: readonly string[], goal: string, { checks, sources, said, blueprint }: Known): Acceptance | null {
  const saidFolder = blueprint.services.filter(({ name }) => said.includes(name)).map(({ path }) => `${path}/`)[0];
  const runners = checks.filter((check) => check.kind === 'tests' && (check.one('a') !== null || hasTests(check, sources)));
  const subject = files.find((file) => !sources.isTest(file));
  const check =
    runners.find(({ in: folder }) => folder !== '.' && (subject ?? saidFolder)?.startsWith(`${folder}/`)) ??
    runners.find(({ in: folder }) => folder === '.') ??
    runners[0];
  if (!check) return null;
  const existing = sources.paths.filter((path) => check.runs(path));
  const named = files.find((file) => check.runs(file));
  if (named !== undefined) return { test: named, in: '.' };
  const stem =
    subject === undefined ? (check.name === 'vitest' || check.name === 'jest' ? goal : goal.replaceAll('-', '_')) : plainStem(subject);
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
  const made = conventions[check.name]?.(stem, folder);
  return made === undefined || made.startsWith('..') ? null : posix.join(check.in, made);
}
