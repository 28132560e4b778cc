import type { LogParser, TestStatus } from './status.ts';

/** `bin/test -C --verbose` of sympy. */
export const sympy: LogParser = (log) => {
  const results = new Map<string, TestStatus>();
  for (const [, file, test] of log.matchAll(/_* (.*)\.py:(.*) _*/g)) results.set(`${file ?? ''}.py:${test ?? ''}`, 'FAILED');
  for (const raw of log.split('\n')) {
    const line = raw.trim();
    const [test] = line.split(/\s+/);
    if (test === undefined || !line.startsWith('test_')) continue;
    if (line.endsWith(' E')) results.set(test, 'ERROR');
    if (line.endsWith(' F')) results.set(test, 'FAILED');
    if (line.endsWith(' ok')) results.set(test, 'PASSED');
  }
  return results;
};

const passes = [' ... ok', ' ... OK', ' ...  OK'];
/** What the tests print stands between a name and its `ok`. */
const interrupted = [
  /^(.*?)\s\.\.\.\sTesting against Django installed in [\s\S]*? silenced\)\.\nok$/gm,
  /^(.*?)\s\.\.\.\sInternal Server Error: \/(?:.*)\/\nok$/gm,
  /^(.*?)\s\.\.\.\sSystem check identified no issues \(0 silenced\)\nok$/gm,
];

/** `tests/runtests.py --verbosity 2` of Django. */
export const django: LogParser = (log) => {
  const results = new Map<string, TestStatus>();
  let previous: string | null = null;
  for (const raw of log.split('\n')) {
    let line = raw.trim();
    if (line.includes('--version is equivalent to version')) results.set('--version is equivalent to version', 'PASSED');
    if (line.includes(' ... ')) previous = line.split(' ... ')[0] ?? null;
    const pass = passes.find((suffix) => line.endsWith(suffix));
    if (pass !== undefined) {
      // django__django-7188 writes a test behind a migration.
      if (line.startsWith('Applying sites.0002_alter_domain_unique...test_no_migrations'))
        line = line.slice(line.indexOf('...') + 3).trim();
      results.set(line.slice(0, line.lastIndexOf(pass)), 'PASSED');
    }
    const before = (end: string): string => line.split(end)[0] ?? '';
    const second = (): string => line.split(/\s+/)[1] ?? '';
    if (line.includes(' ... skipped')) results.set(before(' ... skipped'), 'SKIPPED');
    if (line.endsWith(' ... FAIL')) results.set(before(' ... FAIL'), 'FAILED');
    if (line.startsWith('FAIL:')) results.set(second(), 'FAILED');
    if (line.endsWith(' ... ERROR')) results.set(before(' ... ERROR'), 'ERROR');
    if (line.startsWith('ERROR:')) results.set(second(), 'ERROR');
    if (line.startsWith('ok') && previous !== null) results.set(previous, 'PASSED');
  }
  for (const pattern of interrupted) for (const [, test] of log.matchAll(pattern)) if (test !== undefined) results.set(test, 'PASSED');
  return results;
};
