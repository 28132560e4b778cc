/** Programs that only read, whatever they are told; with what of their arguments makes them do more. */
const readers: Readonly<Record<string, RegExp | null>> = {
  basename: null,
  cat: null,
  cd: null,
  cut: null,
  diff: null,
  dirname: null,
  du: null,
  echo: null,
  false: null,
  file: /^(?:-\w*C|--c)/,
  find: /^-(?:delete|exec|execdir|ok|okdir|fprint|fprintf|fprint0|fls)$/,
  // Long options may be cut short.
  git: /^(?:-\w*O|--(?:o(?!neline$)|ext|textc))/,
  grep: null,
  head: null,
  jq: null,
  ls: null,
  nl: null,
  pwd: null,
  realpath: null,
  rg: /^--(?:pre|hostname-bin)/,
  sed: null,
  sort: /^(?:-\w*[oT]|--[oct])/,
  stat: null,
  tail: null,
  test: null,
  tr: null,
  tree: /^(?:-\w*o|--output)/,
  true: null,
  wc: null,
  which: null,
};
const gitReaders = new Set(['blame', 'cat-file', 'diff', 'grep', 'log', 'ls-files', 'ls-tree', 'rev-parse', 'shortlog', 'show', 'status']);

/**
 * Whether a command surely only reads: programs known for it, joined by pipes and the like, without redirection to a file and without
 * anything the shell would run or fill in. What is not understood does more than read.
 */
export function isReading(command: string): boolean {
  const commands = split(command);
  return commands !== null && commands.length > 0 && commands.every(readsOnly);
}

function readsOnly([program = '', ...args]: readonly string[]): boolean {
  if (!Object.hasOwn(readers, program)) return false;
  const more = readers[program] ?? null;
  if (more !== null && args.some((arg) => more.test(arg))) return false;
  if (program === 'git') return gitReaders.has(args[0] ?? '');
  // Its scripts can write and run: only those that print lines.
  if (program === 'sed') return args[0] === '-n' && /^(?:\d+|\$)(?:,(?:\d+|\$))?p$/.test(args[1] ?? '') && !args.slice(2).some(isOption);
  return true;
}

const isOption = (arg: string): boolean => arg.startsWith('-');

const harmless = /^(?:2>&1|[12]?>\s*\/dev\/null|<\s*\/dev\/null)(?=[\s;|&]|$)/;

/** Words of each command of a line; `null` where the line holds more than words, quotes and `|`, `&&`, `||`, `;`. */
function split(line: string): readonly (readonly string[])[] | null {
  const commands: string[][] = [];
  let words: string[] = [];
  let rest = line.trim();
  while (rest !== '') {
    const skipped = harmless.exec(rest)?.[0];
    const joint = /^(?:\|\||&&|\||;|\n)\n*/.exec(rest)?.[0];
    // Within double quotes `$`, backtick and backslash are the shell's; alone they are not.
    const word = /^(?:[\w./:=@%+,^~*?[\]{}!-]|'[^']*'|"(?:[^"$`\\]|\$(?=["\s|)/])|\\[.*+?()|\\[\]wsdb])*")+/.exec(rest)?.[0];
    // A name in the folder could be an option.
    if (skipped === undefined && /^(?:''|"")*[*?[{]/.test(rest)) return null;
    if (skipped === undefined && joint !== undefined) {
      commands.push(words);
      words = [];
    } else if (skipped === undefined && word !== undefined) words.push(word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'));
    else if (skipped === undefined) return null;
    rest = rest.slice((skipped ?? joint ?? word ?? '').length).replace(/^[ \t]+/, '');
  }
  commands.push(words);
  return commands.some(({ length }) => length === 0) ? null : commands;
}
