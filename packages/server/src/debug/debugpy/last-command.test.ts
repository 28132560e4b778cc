import { expect, it } from 'vitest';
import { withVariable } from './last-command.ts';

const last = (line: string): string | undefined => withVariable(['/bin/sh', '-c', line], 'TO', '1')[2];

it('is for the last command of a line', () => {
  expect(last('python harbour.py')).toBe("TO='1' python harbour.py");
  expect(last('alembic upgrade head && exec uvicorn main:app --port $PORT')).toBe(
    "alembic upgrade head && TO='1' exec uvicorn main:app --port $PORT",
  );
  expect(last('cd pier; flask run;')).toBe("cd pier; TO='1' flask run;");
  expect(last("python -c 'a && b; c'")).toBe("TO='1' python -c 'a && b; c'");
  expect(last('a && uvicorn main:app --port ${PORT:-8000} --workers $(nproc)')).toBe(
    "a && TO='1' uvicorn main:app --port ${PORT:-8000} --workers $(nproc)",
  );
  expect(last('PORT=1 gunicorn app')).toBe("TO='1' PORT=1 gunicorn app");
});

it('is for all of a line that is more than commands in a row', () => {
  for (const line of ['(cd pier && flask run)', 'python a.py | tee log', 'if true; then flask run; fi', 'python a.py & python b.py'])
    expect(last(line)).toBe(`export TO='1'; ${line}`);
});

it('is given to a program without a shell', () => {
  expect(withVariable(['python', 'harbour.py'], 'TO', '1')).toEqual(['/usr/bin/env', 'TO=1', 'python', 'harbour.py']);
});
