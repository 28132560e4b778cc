import type { Resource } from '@groundwork/blueprint';
import type { Edit } from '@groundwork/check';
import { insertion, spaced, type Asked, type Refactoring } from './asked.ts';
import { clients, type Client, type ClientLanguage } from './client-rows.ts';
import { knowsLibrary } from './dependencies.ts';
import { importEdits, lineAfterImports, missingImports } from './imports.ts';

/** A client of each resource whose library the service has and the file does not use yet. */
export function clientRefactorings(asked: Asked): readonly Refactoring[] {
  const { blueprint, service, path, text } = asked;
  return blueprint.resources.flatMap((resource) => {
    const uses = service.uses.filter((use) => use.resource === resource.name);
    // The file has one already, of this library or another.
    if ([resource, ...uses].some(({ evidence }) => evidence.some(({ file }) => file === path))) return [];
    const client = clients.find(
      ({ language, type, library, has }) =>
        language === service.language && type === resource.type && !has.test(text) && knowsLibrary(asked, library),
    );
    return client ? [refactoring(asked, resource, client)] : [];
  });
}

function refactoring({ service, path, text }: Asked, resource: Resource, { language, library, imports, code }: Client): Refactoring {
  const variable = service.env.find(
    ({ binding }) => binding && 'resource' in binding && binding.resource === resource.name && binding.property === 'url',
  );
  const url = readers[language](variable?.name ?? usualName(resource));
  const plain = identifier(resource.name, language);
  const isTaken = [...imports, library].some((line) => new RegExp(String.raw`\b${plain}\b`).test(line));
  const name = !isTaken ? plain : joined[language]([plain, 'client']);
  const isModule = language !== 'node' || /^(import|export)\b/m.test(text) || !/\brequire\(|module\.exports/.test(text);
  const made = code.map((line) => line.replaceAll(/\bURL\b(?!\()/g, url).replaceAll(/\bNAME\b/g, name));
  const body = isModule ? made : made.map((line) => line.replace(/^export /, '').replace('await ', ''));
  const edits = (): readonly Edit[] => {
    const at = lineAfterImports(text, language);
    const next = text.split('\n')[at] ?? '';
    if (language === 'go')
      return [...importEdits(path, text, language, imports), insertion(path, at, spaced(['', ...body], next, language))];
    const head = missingImports(text, isModule ? imports : imports.map(asRequire));
    return [insertion(path, at, spaced([...head, '', ...body], next, language))];
  };
  return {
    id: `client ${resource.name}`,
    title: `Write a client of ${resource.name} (${library})`,
    edits,
  };
}

/** How a variable is read. */
const readers: Readonly<Record<ClientLanguage, (name: string) => string>> = {
  python: (name) => `os.environ["${name}"]`,
  node: (name) => `process.env.${name}`,
  go: (name) => `os.Getenv("${name}")`,
  rust: (name) => `std::env::var("${name}").expect("${name} is not set")`,
  ruby: (name) => `ENV.fetch('${name}')`,
};

const snake = (words: readonly string[]): string => words.join('_');
const camel = (words: readonly string[]): string =>
  words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
const joined: Readonly<Record<ClientLanguage, (words: readonly string[]) => string>> = {
  python: snake,
  node: camel,
  go: camel,
  rust: snake,
  ruby: (words) => snake(words).toUpperCase(),
};

const usualName = ({ name, type }: Resource): string =>
  type === 'postgres' || type === 'mysql' ? 'DATABASE_URL' : `${name.toUpperCase().replaceAll(/\W/g, '_')}_URL`;

/** `import pg from 'pg';` as a module of before does it. */
const asRequire = (line: string): string => line.replace(/^import (\{.*\}|\w+) from ('.*');$/, 'const $1 = require($2);');

/** A name that the language takes. */
function identifier(name: string, language: ClientLanguage): string {
  const words = name.split(/\W+/).filter(Boolean);
  return joined[language](words).replace(/^(?=\d)/, '_');
}
