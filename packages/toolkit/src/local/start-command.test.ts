import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { quoted, startWith } from './start-command.ts';

describe('options behind a start command', () => {
  it.each([
    ['python train.py', ['--epochs', '3'], 'python train.py --epochs 3'],
    ['npm start', ['--port', '1'], 'npm start -- --port 1'],
    ['cd web && npm run train', ['--fast'], 'cd web && npm run train -- --fast'],
    ['pnpm train', ['--fast'], 'pnpm train --fast'],
    ['npm run build && node serve.js', ['--fast'], 'npm run build && node serve.js --fast'],
    ['python train.py', [], 'python train.py'],
  ])('%s %j', (shell, words, expected) => {
    expect(startWith({ shell }, words)).toEqual({ shell: expected });
  });

  it('of a program of ours are further words', () => {
    expect(startWith({ argv: ['node', 'serve.js'] }, ['--fast'])).toEqual({ argv: ['node', 'serve.js', '--fast'] });
  });
});

describe('a word for a shell', () => {
  it.each(['plain', "rye's loaf", '$(date) `date`', 'two\nlines', '', '"; exit 1 #', '*'])('comes out as it was: %j', (word) => {
    expect(execFileSync('/bin/sh', ['-c', `printf %s ${quoted(word)}`], { encoding: 'utf8' })).toBe(word);
  });
});
