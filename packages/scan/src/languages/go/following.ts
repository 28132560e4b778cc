import { baseName, folderOf } from '../../repository/paths.ts';
import type { DefinedKind, Following } from '../language.ts';

const grouped = (word: string): string => `${word} \\((?:\\n(?!\\)).*)*?\\n[ \\t]+|${word} `;

/** A package's variable may be set by `init` in another file than the one that declares it. */
const initialised = 'func init\\(\\) \\{(?:\\n(?!\\}).*)*?\\n[ \\t]+';

const before: Readonly<Record<DefinedKind, string>> = {
  function: 'func (?:\\([^)\\n]*\\) )?',
  type: grouped('type'),
  value: [...['type', 'var', 'const'].map(grouped), initialised].join('|'),
};

const definitions = new Map<string, RegExp>();

function defining(name: string, kind: DefinedKind): RegExp {
  const key = `${kind} ${name}`;
  const known = definitions.get(key) ?? new RegExp(`^(?:${before[kind]})(?:\\w+, )*${name}\\b`, 'm');
  definitions.set(key, known);
  return known;
}

/** From inside the package, or from outside under the package's name or one that the importer gives it. */
function calling(name: string, home: string): RegExp {
  const renamed = `^\\s*(?:import )?(\\w+) "[^"\\n]*\\b${home}(?:/v\\d+)?"[^]*?\\b\\1\\.${name}[([]`;
  return new RegExp(`(?<![.\\w]|func |\\) )${name}[([]|\\b${home}\\.${name}[([]|${renamed}`, 'm');
}

const braces = '(?:[^{}]|\\{(?:[^{}]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*\\})*?';

/** In a literal of the type, or by assignment to what may be one. */
const setting = (type: string, member: string): RegExp => new RegExp(`\\b${type}\\{${braces}\\b${member}:|\\.${member}(?: =|,)`);

/** Packages are folders; files of one know each other's names. */
export const goFollowing: Following = { importedAs: (path) => baseName(folderOf(path)), defining, calling, setting };
