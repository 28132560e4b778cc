import { making, namesCode, properNames, staying } from './words.ts';

/** Something of the repository that a text speaks of. */
export interface Mention {
  readonly name: string;
  /** It is to be made: that it does not exist is no surprise. */
  readonly isNew: boolean;
  /** It is to be left as it is. */
  readonly stays: boolean;
  /** It was written as a name of code beyond doubt: in backticks as a call, or with a word such as `function` beside it. */
  readonly isSure: boolean;
}

export interface RouteMention {
  readonly method: string | null;
  /** Without its query. */
  readonly path: string;
  readonly query: string;
  readonly status: number | null;
  readonly isNew: boolean;
}

export interface Mentions {
  readonly goal: string;
  readonly sentences: readonly string[];
  readonly paths: readonly Mention[];
  readonly symbols: readonly Mention[];
  readonly routes: readonly RouteMention[];
  /** Command lines in code, as they stand. */
  readonly commands: readonly string[];
}

/** What a text speaks of. Nothing of it is looked up yet. */
export function mentionsIn(text: string): Mentions {
  const sentences = sentencesOf(text);
  return {
    goal: goalOf(text),
    sentences,
    paths: once(sentences.flatMap(pathsIn)),
    symbols: once(sentences.flatMap(symbolsIn)),
    routes: sentences.flatMap(routesIn),
    commands: [...new Set(commandsIn(text))],
  };
}

/** The first thing said: a heading, or the first sentence. */
function goalOf(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '' && !/^(```|<!--|---)/.test(each.trim())) ?? '';
  const plain = line.replace(/^\s*(#+|[-*>]|\d+\.)\s+/, '').trim();
  const [sentence = ''] = plain.split(/(?<=[.!?])\s+/);
  const short = sentence.length > 140 ? `${sentence.slice(0, 139).trimEnd()}…` : sentence;
  return short.replace(/[.:]$/, '');
}

function sentencesOf(text: string): string[] {
  return text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/https?:\/\/\S+/g, ' ')
    .split(/\r?\n/)
    .filter((line) => !/^\s*```/.test(line))
    .flatMap((line) => line.split(/(?<=[.!?;])\s+/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** Verbs tell about what follows them closely: `add a filter to `list_orders`` makes the filter, not the function. */
function saidOf(sentence: string, at: number, length: number): { readonly isNew: boolean; readonly stays: boolean } {
  const before = sentence
    .slice(Math.max(0, at - 40), at)
    .replace(/^.*\b(?:to|in|into|of|for|from|on|with|than)\b(?!.*\b(?:add|create)\b)/i, '');
  const after = sentence.slice(at + length, at + length + 30);
  return {
    isNew: making.test(before) || /^`?\s+(?:is|are) (?:new|added|to be (?:added|made))/i.test(after),
    stays: staying.test(sentence),
  };
}

const ending =
  /\.(py|pyi|ipynb|[cm]?[jt]sx?|vue|svelte|go|rs|rb|erb|php|java|kts?|cs|csproj|sql|html?|css|scss|json|ya?ml|toml|ini|cfg|md|txt|sh|tf|xml|gradle|graphql|proto|prisma)$/;

function pathsIn(sentence: string): Mention[] {
  const found = sentence.matchAll(/(?<![\w/:.@-])(?:\.\/)?((?:[\w@.()[\]-]+\/)+[\w@.*()[\]-]*|[\w@-][\w@.-]*\.\w+)/g);
  return [...found].flatMap((match) => {
    const name = (match[1] ?? '').replace(/[.,)]+$/, '').replace(/\/\*+$/, '/');
    // `and/or` and `e.g` are no files, `orders/` and `app/orders` may be.
    if (!ending.test(name) && !(name.includes('/') && isCode(sentence, match.index))) return [];
    return [{ name: name.replace(/\/$/, ''), isSure: true, ...saidOf(sentence, match.index, match[0].length) }];
  });
}

/** Whether a place is within backticks. */
const isCode = (sentence: string, at: number): boolean => (sentence.slice(0, at).match(/`/g)?.length ?? 0) % 2 === 1;

function symbolsIn(sentence: string): Mention[] {
  const quoted = [...sentence.matchAll(/`([A-Za-z_$][\w$]*(?:(?:\.|::|#)[A-Za-z_$][\w$]*)*)(\(\)?[^`]*)?`/g)].flatMap((match) => {
    const [whole, name = '', call] = match;
    if (ending.test(name) || name.length < 3) return [];
    const around =
      sentence.slice(Math.max(0, match.index - 24), match.index) +
      sentence.slice(match.index + whole.length, match.index + whole.length + 24);
    const isSure = call !== undefined || /[.:#]/.test(name) || (namesCode.test(around) && /[A-Z_]/.test(name));
    return [{ name: last(name), isSure, ...saidOf(sentence, match.index, whole.length) }];
  });
  const bare = [
    ...sentence.matchAll(
      /(?<![\w/.`-])(?:[a-z]+_[a-z0-9_]+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+)(\(\))?(?![\w/`-]|\.\w)/g,
    ),
  ].flatMap((match) => {
    const name = match[0].replace(/\(\)$/, '');
    return properNames.has(name) ? [] : [{ name, isSure: match[1] !== undefined, ...saidOf(sentence, match.index, match[0].length) }];
  });
  return [...quoted, ...bare];
}

const last = (name: string): string => name.split(/\.|::|#/).at(-1) ?? name;

function routesIn(sentence: string): RouteMention[] {
  const found = sentence.matchAll(/(?:\b(GET|HEAD|POST|PUT|PATCH|DELETE)\s+`?)?(?<![\w.:/}<-])(\/[\w{}:<>.\-/]*[\w}>])(\?[^\s`'",;)]*)?/g);
  return [...found].flatMap((match) => {
    const [whole, method, path = '', query = ''] = match;
    if (
      ending.test(path) ||
      (method === undefined &&
        !isCode(sentence, match.index) &&
        !/\b(route|endpoint|path|page|url|request|answers?|returns?|responds?)\b/i.test(sentence))
    )
      return [];
    const rest = sentence.slice(match.index + whole.length);
    const status =
      /\b(?:answer|return|respond|give|status|with|code|→|->|is)\w*\s+(?:(?:a|an|the|with|status|code|http|of|now|only)\s+)*`?([1-5]\d\d)\b/i.exec(
        rest,
      )?.[1] ?? /\b(?:HTTP|status)\s+([1-5]\d\d)\b/i.exec(sentence)?.[1];
    return [
      {
        method: method ?? null,
        path,
        query: query.replace(/[.?!]+$/, ''),
        status: status ? Number(status) : null,
        isNew: saidOf(sentence, match.index, whole.length).isNew,
      },
    ];
  });
}

const runner =
  /^(?:\$\s+)?((?:npm|pnpm|yarn|bun|npx|node|deno|python3?|pytest|tox|nox|uv|poetry|go|cargo|mvn|\.\/mvnw|gradle|\.\/gradlew|make|just|task|bundle|rspec|rake|bin\/rails|php|composer|vendor\/bin\/\w+|dotnet)\s[^\n]*|pytest|tox|nox|rspec)$/;
const checks = /\b(test|tests|check|pytest|tox|nox|rspec|phpunit|pest|jest|vitest|mocha|unittest|spec|verify|lint|typecheck|tsc|mypy)\b/;

/** Lines of code that check something, and nothing else: what a shell would make more of is left to the person. */
function commandsIn(text: string): string[] {
  const fenced = [...text.matchAll(/```[^\n]*\n([\s\S]*?)```/g)].flatMap((match) => (match[1] ?? '').split('\n'));
  const inline = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return [...fenced, ...inline].flatMap((line) => {
    const command = runner.exec(line.trim())?.[1];
    return command !== undefined && checks.test(command) && !/[;&|<>$`\\]/.test(command) ? [command] : [];
  });
}

/** What is said several times counts as it was said most clearly. */
function once(mentions: readonly Mention[]): Mention[] {
  const all = new Map<string, Mention>();
  for (const each of mentions) {
    const before = all.get(each.name);
    all.set(
      each.name,
      before
        ? { name: each.name, isNew: before.isNew && each.isNew, stays: before.stays || each.stays, isSure: before.isSure || each.isSure }
        : each,
    );
  }
  return [...all.values()];
}
