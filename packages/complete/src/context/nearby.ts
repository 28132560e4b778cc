/** How names are used around a cursor. */
export interface Nearby {
  /** Of each name in the code before the cursor: how often it stands there, and on how many lines before the cursor it stood last. */
  readonly before: ReadonlyMap<string, { readonly count: number; readonly linesAgo: number }>;
  /** Of words in comments before the cursor on how many lines before it they stood last. */
  readonly said: ReadonlyMap<string, number>;
  /** Names after the cursor. */
  readonly after: ReadonlySet<string>;
  /** Members that are taken of a name (`render.JSON`), the last one first. */
  readonly members: ReadonlyMap<string, readonly string[]>;
}

/** As much of a long file as is looked at; UTF-16 units. */
const looked = { before: 30_000, after: 8000 } as const;

const word = /[A-Za-z_$][\w$]*|\n/g;

/** `comments`: what the language's comments of one line begin with. */
export function namesNear(prefix: string, suffix: string, comments: readonly string[]): Nearby {
  const start = Math.max(0, prefix.length - looked.before);
  const text = start === 0 ? prefix : prefix.slice(prefix.indexOf('\n', start) + 1);
  const counts = new Map<string, { count: number; line: number }>();
  const said = new Map<string, number>();
  const members = new Map<string, string[]>();
  let line = 0;
  let isComment = beginsComment(text, 0, comments);
  let previous = '';
  let previousEnd = -1;
  word.lastIndex = 0;
  for (let found = word.exec(text); found; found = word.exec(text)) {
    const [name] = found;
    if (name === '\n') {
      line += 1;
      isComment = beginsComment(text, found.index + 1, comments);
      continue;
    }
    if (isComment) {
      said.set(name, line);
      continue;
    }
    const known = counts.get(name);
    if (known) {
      known.count += 1;
      known.line = line;
    } else counts.set(name, { count: 1, line });
    if (found.index === previousEnd + 1 && text.charCodeAt(previousEnd) === 46) {
      const of = members.get(previous);
      if (of) of.push(name);
      else members.set(previous, [name]);
    }
    previous = name;
    previousEnd = found.index + name.length;
  }
  for (const [name, last] of said) said.set(name, line - last);
  const before = new Map([...counts].map(([name, { count, line: last }]) => [name, { count, linesAgo: line - last }]));
  return { before, said, after: new Set(suffix.slice(0, looked.after).match(/[A-Za-z_$][\w$]*/g)), members };
}

/** Whether a line is one of a comment, as far as its beginning tells. */
function beginsComment(text: string, start: number, comments: readonly string[]): boolean {
  let at = start;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
  return comments.some((each) => text.startsWith(each, at)) || (text.charCodeAt(at) === 42 && text.charCodeAt(at + 1) <= 32);
}
