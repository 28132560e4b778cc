import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellCommand, withExec } from './command.ts';

describe('a start command in a container', () => {
  it.each([
    ['npm start', 'exec npm start'],
    ['uvicorn main:app --port $PORT', 'exec uvicorn main:app --port $PORT'],
    ['cd out && URLS=http://0.0.0.0:$PORT dotnet pier.dll', 'cd out && URLS=http://0.0.0.0:$PORT exec dotnet pier.dll'],
    ['A=1 B="two words" node server.js', 'A=1 B="two words" exec node server.js'],
    ["gunicorn 'app:create(a; b)'", "exec gunicorn 'app:create(a; b)'"],
    ['node server.js 2>&1', 'exec node server.js 2>&1'],
    ['migrate; serve', 'migrate; exec serve'],
  ])('%s takes the place of the shell', (command, expected) => {
    expect(withExec(command)).toBe(expected);
  });

  it.each(['a | b', 'a || b', 'a & wait', '(a)', 'exec a', 'cd x', 'serve $(cat port)', 'for a in b; do c; done'])(
    '%s stays as it is',
    (command) => {
      expect(withExec(command)).toBe(command);
    },
  );

  it('keeps its variables', () => {
    const [shell, ...args] = shellCommand('cd / && BERTH="7 b" printenv BERTH');
    expect(execFileSync(shell, args, { encoding: 'utf8' })).toBe('7 b\n');
  });
});
