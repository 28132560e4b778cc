import type { TicketQuestion } from '../ticket.ts';
import type { Mentions, RouteMention } from './mentions.ts';
import type { Located, LocatedRoute } from './sources.ts';
import { measured, testing, unmeasurable, withoutTesting } from './words.ts';

/** The answer that takes a name for something still to be written. */
export const toBeMade = 'it is to be made';
const intentOnly = 'it is intent: what `done when` says decides';

/** Names that are nowhere here. */
export const questionsAbout = ({
  paths,
  symbols,
  routes,
}: {
  readonly paths: readonly Located[];
  readonly symbols: readonly Located[];
  readonly routes: readonly LocatedRoute[];
}): TicketQuestion[] => [...missing(paths, 'file or folder'), ...missing(symbols, 'name'), ...missingRoutes(routes)];

/** What the words leave open or say against each other. `isTold`: a person said what shows that it is done. */
export const questionsOf = (mentions: Mentions, paths: readonly Located[], isTold: boolean): TicketQuestion[] => [
  ...vague(mentions, isTold),
  ...contradictions(mentions, paths),
];

function missing(located: readonly Located[], kind: string): TicketQuestion[] {
  return located.flatMap(({ mention, places, near }) => {
    if (places.length > 0 || mention.isNew || (!mention.isSure && near.length === 0)) return [];
    // A word that is near to nothing and may be a value, a key or a parameter is no riddle.
    const options = [...near, toBeMade];
    return [
      {
        id: `missing.${mention.name}`,
        ask: `There is no ${kind} \`${mention.name}\` here. What is meant?`,
        options,
        default: options[0] ?? null,
      },
    ];
  });
}

function missingRoutes(routes: readonly LocatedRoute[]): TicketQuestion[] {
  const open = routes.filter(({ route, places }) => places.length === 0 && !route.isNew && /[a-z]/i.test(route.path));
  return [...new Set(open.map(({ route }) => route.path))].map((path) => ({
    id: `missing.${path}`,
    ask: `Nothing here seems to serve \`${path}\`. Is it to be made?`,
    options: [toBeMade, 'it is served by something else'],
    default: toBeMade,
  }));
}

function vague({ sentences }: Mentions, isTold: boolean): TicketQuestion[] {
  const found = new Map<string, string>();
  for (const sentence of sentences) {
    if (measured.test(sentence)) continue;
    for (const { word, instead } of unmeasurable) {
      const said = word.exec(sentence.replace(/`[^`]*`/g, ''))?.[0]?.toLowerCase();
      if (said !== undefined && ![...found.values()].includes(instead)) found.set(said, instead);
    }
  }
  return [...found].map(([word, instead]) => ({
    id: `unmeasurable.${word.replace(/\W+/g, '-')}`,
    ask: `“${word}” is nothing that can be checked. It could be ${instead}: how is it decided?`,
    options: [intentOnly],
    default: isTold ? intentOnly : null,
  }));
}

function contradictions(mentions: Mentions, paths: readonly Located[]): TicketQuestion[] {
  const found: TicketQuestion[] = [];
  const answers = new Map<string, Set<number>>();
  for (const route of mentions.routes) {
    if (route.status === null) continue;
    const key = keyOf(route);
    answers.set(key, (answers.get(key) ?? new Set()).add(route.status));
  }
  for (const [request, statuses] of answers) {
    if (statuses.size > 1)
      found.push({
        id: `contradiction.${request}`,
        ask: `\`${request}\` is said to answer ${[...statuses].join(' and ')}. Which one?`,
        options: [...statuses].map(String),
        default: null,
      });
  }
  const text = mentions.sentences.join('\n');
  const isTestAsked = mentions.sentences.some((sentence) => testing.test(sentence) && !withoutTesting.test(sentence));
  if (isTestAsked && withoutTesting.test(text))
    found.push({
      id: 'contradiction.tests',
      ask: 'The text asks for tests and asks for none. Which one?',
      options: ['with tests', 'without new tests'],
      default: null,
    });
  for (const { mention } of paths) {
    const changed = mentions.sentences.filter((sentence) => sentence.includes(mention.name));
    if (
      mention.stays &&
      changed.some(
        (sentence) =>
          /\b(fix|change|edit|rewrite|extend|update|move|delete|remove)\b/i.test(sentence) &&
          !/\b(?:do not|don[’']t|never|without|must not)\b/i.test(sentence),
      )
    )
      found.push({
        id: `contradiction.${mention.name}`,
        ask: `\`${mention.name}\` is to be changed and to be left alone. Which one?`,
        options: ['change it', 'leave it alone'],
        default: null,
      });
  }
  return found;
}

const keyOf = ({ method, path, query }: RouteMention): string => `${method ?? 'GET'} ${path}${query}`;
