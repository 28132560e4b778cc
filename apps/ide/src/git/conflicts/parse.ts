/** One conflict in a text that git has marked. Lines count from 0. */
export interface Conflict {
  /** Line of `<<<<<<<`. */
  readonly start: number;
  /** Line of `>>>>>>>`. */
  readonly end: number;
  readonly current: Side;
  readonly incoming: Side;
}

export interface Side {
  /** What stands behind the marker: a branch, a commit. */
  readonly name: string;
  /** First line of the text, and the line after its last. */
  readonly from: number;
  readonly to: number;
}

const marker = (sign: string): RegExp => new RegExp(`^${sign}{7}(?:\\s(.*))?$`);
const [opening, ancestor, middle, closing] = [marker('<'), marker('\\|'), marker('='), marker('>')];

/** The conflicts of a text; what is not marked to its end is none. */
export function parseConflicts(lines: readonly string[]): Conflict[] {
  const conflicts: Conflict[] = [];
  let start = -1;
  let name = '';
  let currentEnd = -1;
  let between = -1;
  for (const [line, text] of lines.entries()) {
    const opened = opening.exec(text);
    if (opened) [start, name, currentEnd, between] = [line, opened[1] ?? '', -1, -1];
    else if (start === -1) continue;
    else if (ancestor.test(text) && currentEnd === -1) currentEnd = line;
    else if (middle.test(text) && between === -1) {
      between = line;
      if (currentEnd === -1) currentEnd = line;
    } else if (between !== -1) {
      const closed = closing.exec(text);
      if (!closed) continue;
      const current = { name, from: start + 1, to: currentEnd };
      conflicts.push({ start, end: line, current, incoming: { name: closed[1] ?? '', from: between + 1, to: line } });
      start = -1;
    }
  }
  return conflicts;
}

export type Choice = 'current' | 'incoming' | 'both';

/** The lines that stand instead of a conflict. */
export function resolved(lines: readonly string[], { current, incoming }: Conflict, choice: Choice): string[] {
  const of = ({ from, to }: Side): string[] => lines.slice(from, to);
  if (choice === 'current') return of(current);
  return choice === 'incoming' ? of(incoming) : [...of(current), ...of(incoming)];
}
