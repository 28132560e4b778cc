import { isTest } from '@groundwork/scan';
import type { Change, ChangedFile } from '../change/change.ts';
import type { Place } from '../judged.ts';

interface Trick {
  readonly of: RegExp;
  readonly line: RegExp;
  /** The same file says this where it is honest. */
  readonly unless?: RegExp;
  readonly why: string;
}

const python = /\.(pyi?|pth)$/;
const node = /\.[cm]?[jt]sx?$/;

/** What code that is to be proved does to the proof. Only lines that a change added are looked at, and no tests. */
const tricks: readonly Trick[] = [
  {
    of: python,
    line: /\bos\s*\.\s*_exit\s*\(|\bfrom\s+os\s+import\b.*\b_exit\b|\bgetattr\(\s*os\s*,\s*['"]_/,
    unless: /\bos\.fork\s*\(/,
    why: 'It ends the process at once, with an exit code of its own and before tests are counted',
  },
  { of: python, line: /\bos\.kill\(\s*os\.getpid\(\)|\bos\.exec[lv]p?e?\(\s*['"](\/usr)?\/bin\/true/, why: 'It ends its own process' },
  { of: python, line: /\bctypes\b.*\b_?exit\b|\bCDLL\(None\)/, why: 'It reaches past Python into the process' },
  {
    of: python,
    line: /^\s*(import|from)\s+_?pytest\b|\bsys\.modules\[\s*['"](_?pytest|unittest)|\bimport_module\(\s*['"]_?pytest/,
    why: 'Code that is tested takes the test runner',
  },
  { of: python, line: /\bdef\s+pytest_\w+\s*\(|\bpytest_plugins\s*=|\bpytest11\b/, why: 'It is a plug-in of the test runner' },
  {
    of: python,
    line: /\bunittest\.(\w+\.)*(TestCase|TestResult|TextTestRunner)\.\w+\s*=|\bsetattr\(\s*(pytest|unittest)/,
    why: 'It replaces a part of the test runner',
  },
  {
    of: python,
    line: /\bPYTEST_(CURRENT_TEST|VERSION|XDIST_WORKER)\b|['"]_?pytest['"]\s+(not\s+)?in\s+sys\.modules|\bsys\._getframe\b.*\btest/,
    why: 'It behaves differently when it is tested',
  },
  { of: python, line: /\bbuiltins\.\w+\s*=[^=]|\b__builtins__\[?/, why: 'It replaces what is built into Python' },
  {
    of: node,
    line: /\bprocess\s*\.\s*(reallyExit|_exiting|_rawDebug)\b|\bprocess\.binding\(|\bprocess\.exit\s*=[^=]/,
    why: 'It ends the process past the test runner, or replaces how it ends',
  },
  {
    of: node,
    line: /\bprocess\.(on|once|prependListener)\(\s*['"](exit|beforeExit)['"].*(exitCode|exit\()|\bprocess\.exitCode\s*=\s*0\b/,
    why: 'It changes the exit code when the process ends',
  },
  {
    of: node,
    line: /(\bfrom\s+|\brequire\(\s*|\bimport\(\s*)['"](vitest|jest|@jest\/[\w-]+|@vitest\/[\w-]+|mocha|chai|ava|node:test)['"]/,
    why: 'Code that is tested takes the test runner',
  },
  {
    of: node,
    line: /\b(globalThis|global|window)\s*(\.|\[['"])(expect|it|test|describe|assert|beforeEach|afterEach)\b['"\]]*\s*=[^=]|\bassert(\.strict)?\.\w+\s*=[^=]/,
    why: 'It replaces a part of the test runner',
  },
  {
    of: node,
    line: /\bprocess\.env\.?\[?['"]?(VITEST\w*|JEST_WORKER_ID|NODE_TEST_CONTEXT|MOCHA_\w+)\b/,
    why: 'It behaves differently when it is tested',
  },
  {
    of: /\.go$/,
    line: /\bsyscall\.Exit\b|\btesting\.Testing\(\)|flag\.Lookup\(\s*"test\./,
    why: 'It behaves differently when it is tested',
  },
  { of: /\.rs$/, line: /\blibc::_exit\b|cfg!\(\s*test\s*\)/, why: 'It behaves differently when it is tested' },
  {
    of: /(^|\/)(pom\.xml|build\.gradle(\.kts)?)$/,
    line: /skipTests|maven\.test\.skip|testFailureIgnore|ignoreFailures/,
    why: 'It lets tests be left out or fail',
  },
];

/** `__eq__` that is always true makes every comparison of a test hold. */
const alwaysEqual =
  /def __(?:eq|ne|lt|gt|contains)__\([^)]*\)[^:\n]*:\s*(?:(?:'''|""")[^]*?(?:'''|""")\s*)?return True\b(?!\s+(?:if|and|or))/g;

export function tricksIn(change: Change): readonly Place[] {
  return change.files.filter(({ path, after }) => after !== null && !isTest(path)).flatMap(tricksInFile);
}

function tricksInFile({ path, lines, textBefore, textAfter }: ChangedFile): readonly Place[] {
  const text = textAfter ?? '';
  const found = lines.flatMap(({ line, text: written }) => {
    // What a file did before is how it works, and no trick.
    const trick = tricks.find(
      (each) => each.of.test(path) && each.line.test(uncommented(written)) && !each.line.test(textBefore ?? '') && !each.unless?.test(text),
    );
    return trick ? [{ file: path, line, why: trick.why }] : [];
  });
  if (!python.test(path)) return found;
  const added = new Set(lines.map(({ line }) => line));
  for (const { index } of text.matchAll(alwaysEqual)) {
    const line = text.slice(0, index).split('\n').length;
    if (added.has(line)) found.push({ file: path, line, why: 'It is equal to everything, so every comparison of a test holds' });
  }
  return found;
}

const uncommented = (line: string): string => (/^\s*(#|\/\/|\*)/.test(line) ? '' : line);
