import type { Service } from '@groundwork/blueprint';
import type { Expression } from '@groundwork/scan';
import type { Fix } from '../finding.ts';
import type { FileView } from '../rule.ts';
import { ancestorsOf } from '../syntax/ancestors.ts';
import { nodeOf, placeOf } from '../syntax/place.ts';
import { idiomOf, type EnvironmentIdiom } from './environment.ts';
import { importing } from './imports.ts';

export interface ReadInstead {
  /** The variable to read. */
  readonly name: string;
  /** How much of the text, from its start, is what the variable carries; absent for all of it. */
  readonly length?: number;
}

/** Reads a literal from the environment instead, with itself as what holds when nothing is set. `null` where that is not safe. */
export function readInstead(
  view: FileView,
  literal: Expression,
  parents: readonly Expression[],
  service: Service,
  { name, length }: ReadInstead,
): Fix | null {
  const { file, placed } = view;
  const place = placeOf(view, literal, parents);
  const node = placed && nodeOf(placed, literal, parents);
  if (!placed || !node || !place?.isExact || literal.kind !== 'literal' || !/^[A-Z][A-Z0-9_]*$/.test(name)) return null;
  const idiom = idiomOf(placed.module.language);
  if (!idiom || !isPossible(placed.module.language, service)) return null;
  if (ancestorsOf(node, placed.root).some(({ type }) => idiom.constantsIn.has(type))) return null;
  const text =
    typeof literal.value === 'number' ? numberInstead(idiom, name, place.text, file.path) : textInstead(idiom, name, place.text, length);
  const imports = importing(idiom.imports, file, placed);
  if (text === null || imports === null) return null;
  const needsParentheses =
    idiom.isOperator && !text.startsWith('(') && /\?\?|\?:/.test(text) && !isQuoted(text) && !standsAlone(parents[0]);
  return {
    title: `Read ${name} from the environment, ${place.text.length < 60 && length === undefined ? place.text : 'what is written here'} when it is not set`,
    edits: [...imports, { file: file.path, range: place.range, text: needsParentheses ? `(${text})` : text }],
  };
}

function isPossible(language: string, { runtime }: Service): boolean {
  return language !== 'go' || isGoNewEnough({ runtime });
}

/** `cmp.Or` came with Go 1.22. */
export function isGoNewEnough({ runtime }: Pick<Service, 'runtime'>): boolean {
  const [major = 0, minor = 0] = (runtime.version ?? '').split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 22);
}

/** TypeScript knows that a variable is a text. */
const numberInstead = (idiom: EnvironmentIdiom, name: string, written: string, path: string): string =>
  /\.[cm]?tsx?$|\.vue$/.test(path) ? `Number(${idiom.number(name, written)})` : idiom.number(name, written);

function textInstead(idiom: EnvironmentIdiom, name: string, written: string, length: number | undefined): string | null {
  const quoted = /^(['"`])(.*)\1$/s.exec(written);
  if (quoted) {
    const [, quote = '', inside = ''] = quoted;
    if (quote === '`' || inside.includes('\\')) return null;
    if (length === undefined || length >= inside.length) return idiom.text(name, written);
    const first = idiom.text(name, `${quote}${inside.slice(0, length)}${quote}`);
    const joined = idiom.isOperator ? `(${first})` : first;
    return `${joined} ${idiom.imports.length === 0 && /getenv\('/.test(first) ? '.' : '+'} ${quote}${inside.slice(length)}${quote}`;
  }
  // A piece of a text with interpolation, which is delimited by something we do not see: the other quote is used inside.
  if (!idiom.hole || /["'`\\]/.test(written)) return null;
  const carried = written.slice(0, length ?? written.length);
  const inside = idiom.text(name, `'${carried}'`).replaceAll('"', "'");
  return `${idiom.hole(inside)}${written.slice(carried.length)}`;
}

const isQuoted = (text: string): boolean => /^[{$#]/.test(text);

/** Where an operator of any kind may stand without parentheses. */
const standsAlone = (parent: Expression | undefined): boolean =>
  parent === undefined || parent.kind === 'call' || parent.kind === 'object' || parent.kind === 'list';
