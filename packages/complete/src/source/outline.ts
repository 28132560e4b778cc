import { languageOf, type Language } from '../language/language.ts';
import { kind, lex } from '../language/lexer.ts';
import { declarations, type DeclarationForm } from './declarations.ts';
import { skeleton } from './skeleton.ts';

/** Something a file declares at its top, as it is shown to a model. */
export interface Definition {
  readonly name: string;
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  /** The type it is a method of, where it stands outside of that. */
  readonly of: string | null;
  readonly shape: DeclarationForm['shape'];
  readonly text: string;
}

export interface Outline {
  readonly definitions: readonly Definition[];
  /** Every name in its code, once. */
  readonly names: readonly string[];
  /** Names that stand together: of each declaration, of long ones in parts. */
  readonly passages: readonly { readonly line: number; readonly names: readonly string[] }[];
}

/** A text and what is known of each of its lines. */
export interface Lines {
  readonly text: string;
  readonly language: Language;
  /** Where each line begins, and one more for the end. */
  readonly starts: readonly number[];
  /** Curly and other brackets that are open where each line begins. */
  readonly braces: readonly number[];
  readonly others: readonly number[];
  /** Whether a line begins within a string or comment. */
  readonly isInside: readonly boolean[];
}

/** Larger files are made by tools, or are data. UTF-16 units. */
export const largestOutlined = 600_000;

/**
 * What a file declares, told by its lines and brackets. A lexer and not a parser: what is being written is broken most of the time,
 * a whole repository is read within a second or two, and no file holds up whoever waits for more than some milliseconds.
 */
export function outlineOf(path: string, text: string): Outline {
  const language = languageOf(path);
  if (!language || text.length > largestOutlined) return { definitions: [], names: [], passages: [] };
  const { kinds } = lex(text, language.lexis);
  const lines = linesOf(text, kinds, language);
  const forms = declarations[language.name] ?? [];
  const definitions: Definition[] = [];
  const grouped = language.name === 'go';
  let isInGroup = false;
  for (let line = 0; line < lines.braces.length; line += 1) {
    if (lines.isInside[line] || lines.braces[line] !== 0) continue;
    const start = lines.starts[line] ?? 0;
    if (grouped && lines.others[line] === 0) isInGroup = /^(?:var|const|type)\s*\(/.test(text.slice(start, start + 12));
    const isGroup = isInGroup && lines.others[line] === 1 && text.charCodeAt(start) === 9;
    if ((lines.others[line] !== 0 && !isGroup) || !mayDeclare(text, start, isGroup)) continue;
    const written = text.slice(start, Math.min(start + 300, (lines.starts[line + 1] ?? text.length) + 120));
    const found = match(forms, written);
    // What goes by no name: `var _ Render = JSON{}` in Go, `init` there.
    if (!found || found.name === '_' || (grouped && found.name === 'init')) continue;
    definitions.push({ ...found, path, line, text: skeleton(lines, line, found.shape) });
  }
  return { definitions, ...namesIn(text, kinds, new Set(definitions.flatMap(({ line, shape }) => (shape === 'value' ? [] : [line])))) };
}

function match(forms: readonly DeclarationForm[], written: string): Pick<Definition, 'name' | 'of' | 'shape'> | null {
  for (const { pattern, shape } of forms) {
    const groups = pattern.exec(written)?.groups;
    const name = groups?.['name'];
    if (name !== undefined) return { name, of: groups?.['of'] ?? null, shape };
  }
  return null;
}

/** Most lines begin with a space, a bracket or a comment. */
function mayDeclare(text: string, at: number, isGroup: boolean): boolean {
  const code = text.charCodeAt(isGroup ? at + 1 : at);
  const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36 || code === 64;
  return isLetter || (code === 32 && !isGroup);
}

function linesOf(text: string, kinds: Uint8Array, language: Language): Lines {
  const starts = [0];
  const braces = [0];
  const others = [0];
  const isInside = [false];
  let [brace, other] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      starts.push(at + 1);
      braces.push(brace);
      others.push(other);
      isInside.push(kinds[at] !== kind.code);
    } else if (code > 39 && kinds[at] === kind.code) {
      if (code === 123) brace += 1;
      else if (code === 125) brace = Math.max(0, brace - 1);
      else if (code === 40 || code === 91) other += 1;
      else if (code === 41 || code === 93) other = Math.max(0, other - 1);
    }
  }
  starts.push(text.length + 1);
  return { text, language, starts, braces, others, isInside };
}

const nameOrLine = /[A-Za-z_$][\w$]*|\n/g;
/** Lines. */
export const longestPassage = 24;

function namesIn(text: string, kinds: Uint8Array, begins: ReadonlySet<number>): Omit<Outline, 'definitions'> {
  const all = new Set<string>();
  const passages: { line: number; names: string[] }[] = [];
  let here = new Set<string>();
  let [line, start] = [0, 0];
  const end = (next: number): void => {
    if (here.size > 1) passages.push({ line: start, names: [...here] });
    here = new Set();
    start = next;
  };
  nameOrLine.lastIndex = 0;
  for (let found = nameOrLine.exec(text); found; found = nameOrLine.exec(text)) {
    const [name] = found;
    if (name === '\n') {
      line += 1;
      if (begins.has(line) || line - start >= longestPassage) end(line);
    } else if (kinds[found.index] !== kind.comment) {
      all.add(name);
      here.add(name);
    }
  }
  end(line);
  return { names: [...all], passages };
}
