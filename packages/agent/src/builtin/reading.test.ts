import { describe, expect, it } from 'vitest';
import { isReading } from './reading.ts';

describe('a command that only reads', () => {
  it.each([
    'ls -la',
    'cat bakery/oven.py | head -40',
    'rg "def bake\\(" --glob "*.py"',
    "grep -rn 'flour$' src && wc -l src/*.py",
    "find . -name '*.py' -not -path './node_modules/*' 2>/dev/null",
    "sed -n '10,40p' bakery/oven.py",
    'git log --oneline -5; git show HEAD:bakery/oven.py',
    'cd bakery && git status',
    'sort prices.txt | tail -n 3 2>&1',
  ])('%s', (command) => expect(isReading(command)).toBe(true));

  it.each([
    '',
    'rm oven.py',
    'cat a > b',
    'cat a >> b',
    'echo `rm oven.py`',
    'echo $(rm oven.py)',
    'echo "$(rm oven.py)"',
    'ls & rm oven.py',
    'cat <(rm oven.py)',
    'ls\nrm oven.py',
    'find . -name x -delete',
    'find *',
    "sort ''*",
    'sort {-o,x} y',
    'sed -i s/a/b/ oven.py',
    "sed -n '1e rm oven.py' oven.py",
    'sed -n 1p -i oven.py',
    'git -c core.pager=x log',
    'git commit -m x',
    'git grep -nOrm flour',
    'git diff --outp=x',
    'sort -ro x y',
    'rg --pre rm flour',
    'X=1 ls',
    'env rm oven.py',
    'ls "${X}"',
    'ls |',
    'constructor x',
  ])('is not: %s', (command) => expect(isReading(command)).toBe(false));
});
