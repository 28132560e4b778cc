import { describe, expect, it } from 'vitest';
import { reasonOf } from './reason.ts';

const folder = '/home/ada/harbour';
const of = (log: string, code: number | null = 1) => reasonOf({ service: 'pier', log, code, signal: null, folder });

describe('why a service died', () => {
  it('is read out of its last words, with the place in the repository', () => {
    const log = [
      'Traceback (most recent call last):',
      `  File "${folder}/app/llm.py", line 5, in <module>`,
      '    key = os.environ["OPENAI_API_KEY"]',
      '  File "/usr/lib/python3.12/os.py", line 685, in __getitem__',
      "KeyError: 'OPENAI_API_KEY'",
    ].join('\n');
    expect(of(log)).toMatchObject({ code: 'variable.missing', where: 'app/llm.py:5', message: expect.stringContaining('OPENAI_API_KEY') });
  });

  it.each([
    [
      "cp: cannot stat './Berths': No such file or directory\n    at wrapped (node:internal/errors:540:14)\n  code: 1,\n  killed: false",
      "cp: cannot stat './Berths': No such file or directory",
    ],
    ['Arguments error. Usage:\n\tpython tide.py harbour moon', 'Arguments error. Usage: python tide.py harbour moon'],
  ])('is the last line that says what, with what it announces: %s', (log, said) => {
    expect(of(log).message).toBe(`it ended with exit code 1: ${said}`);
  });

  it.each([
    ["ModuleNotFoundError: No module named 'tides.tables'", 'module.missing', 'tides.tables'],
    ["Error: Cannot find module 'express'", 'module.missing', 'express'],
    ['Error: listen EADDRINUSE: address already in use :::3000', 'port.taken', '3000'],
    ['connect ECONNREFUSED 127.0.0.1:6379', 'connection.refused', '127.0.0.1:6379'],
    ['Error: getaddrinfo ENOTFOUND db', 'host.unknown', 'db'],
    ['django.core.exceptions.ImproperlyConfigured: Set the SECRET_KEY environment variable', 'variable.missing', 'SECRET_KEY'],
    ['OSError: libGL.so.1: cannot open shared object file', 'library.missing', 'libGL.so.1'],
    ['sh: 1: gunicorn: not found', 'program.missing', 'gunicorn'],
    ['Error: pg_config executable not found.', 'system.package', 'PostgreSQL'],
    ['/bin/sh: 1: mysql_config: not found', 'system.package', 'MySQL'],
    ['error: linker `cc` not found', 'system.package', 'compiler'],
    ['Error: getaddrinfo ENOTFOUND binaries.example.org', 'host.unreachable', 'binaries.example.org'],
    ['dial tcp: lookup proxy.example.org on 10.0.0.1:53: no such host', 'host.unreachable', 'proxy.example.org'],
    ['FATAL:  password authentication failed for user "x"', 'login.refused', 'password'],
  ])('%s', (line, code, named) => {
    const reason = of(`starting\n${line}\n`);
    expect(reason.code).toBe(code);
    expect(reason.message).toContain(named);
  });

  it('is its exit and last complaint when the words are unknown, without passwords', () => {
    expect(of('all is well\nsome error at redis://:s3cret@127.0.0.1\nbye\n', 7)).toEqual({
      code: 'service.ended',
      message: 'it ended with exit code 7: some error at redis://:…@127.0.0.1',
      where: null,
      fix: null,
    });
    expect(of('', null).message).toBe('it ended with exit code unknown and said nothing');
  });
});
