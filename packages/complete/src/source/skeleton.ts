import type { DeclarationForm } from './declarations.ts';
import type { Lines } from './outline.ts';

/** Lines a definition is shown on at most. */
const most = { function: 10, container: 30, value: 6 } as const;
const longestLine = 240;

/** A declaration without the bodies in it. */
export function skeleton(lines: Lines, line: number, shape: DeclarationForm['shape']): string {
  return lines.language.indents ? byIndentation(lines, line, shape) : byBraces(lines, line, shape);
}

function byBraces(lines: Lines, from: number, shape: DeclarationForm['shape']): string {
  const { braces, others } = lines;
  const shown: string[] = [];
  const deepest = shape === 'container' ? 1 : 0;
  for (let line = from; line < braces.length && shown.length < most[shape]; line += 1) {
    const depth = braces[line] ?? 0;
    const inBrackets = others[line] ?? 0;
    const written = lineAt(lines, line);
    if (line > from && depth === 0 && inBrackets === (others[from] ?? 0) && !goesOn(shown.at(-1) ?? '', written)) break;
    const isShown = shape === 'value' ? depth <= 1 : depth <= deepest;
    if (isShown && written.trim() !== '' && (line === from || !isComment.test(written))) shown.push(written);
    const after = braces[line + 1] ?? 0;
    // The body's end, or the end of what was said on one line.
    if (after === 0 && (others[line + 1] ?? 0) <= (others[from] ?? 0) && (depth > 0 || /[;}]\s*$/.test(written))) break;
    if (shape === 'function' && after > 0 && /\{\s*$/.test(written)) break;
  }
  return closed(shown.join('\n'));
}

const isComment = /^\s*(?:\/\/|\/?\*|#\[|#!)/;

/** Whether a statement goes on with the next line. */
const goesOn = (before: string, next: string): boolean =>
  /(?:[=|&,(<+?:]|=>|\b(?:extends|implements|where))\s*$/.test(before) ||
  /^\s*(?:[|&?:.{]|=>|extends\b|implements\b|where\b|throws\b)/.test(next);

/** What was left open by leaving bodies out reads as left out. */
const closed = (text: string): string => (/\{\s*$/.test(text) ? `${text} … }` : text);

function byIndentation(lines: Lines, from: number, shape: DeclarationForm['shape']): string {
  const shown: string[] = [];
  const { isInside, others, braces } = lines;
  /** Indentation of the members of a class, once it is seen. */
  let members = -1;
  let isHead = true;
  for (let line = from; line < braces.length && shown.length < most[shape]; line += 1) {
    const written = lineAt(lines, line);
    if (written.trim() === '' || (isInside[line] && !isHead)) continue;
    const isBracketed = (others[line] ?? 0) + (braces[line] ?? 0) > 0;
    const indent = written.length - written.trimStart().length;
    if (isHead) {
      shown.push(written);
      const isOpen = (others[line + 1] ?? 0) + (braces[line + 1] ?? 0) > 0;
      if (!isOpen && (shape === 'value' || /:\s*(?:#.*)?$|:\s*\S+.*$/.test(written))) isHead = false;
      if (!isHead && shape !== 'container') break;
      continue;
    }
    if (indent === 0 && !isBracketed) break;
    if (members < 0) members = indent;
    const isMember = indent === members && /^(?:(?:async\s+)?def\b|class\b|@|[A-Za-z_]\w*\s*[:=])/.test(written.trimStart());
    if (isMember || (isBracketed && isContinued(shown.at(-1) ?? ''))) shown.push(written);
  }
  return shown.join('\n');
}

/** A signature or value that its line did not end. */
const isContinued = (before: string): boolean => /[,([{]\s*$/.test(before);

function lineAt({ text, starts }: Lines, line: number): string {
  const start = starts[line] ?? 0;
  return text.slice(start, Math.min((starts[line + 1] ?? text.length + 1) - 1, start + longestLine)).trimEnd();
}
