import type { Finished } from '../run/jailed.ts';

/**
 * Why a command could not be run at all, which says nothing of the repository: a program that is not there, a runner that
 * found no test. `null` where it ran.
 */
export function notRun(ran: Finished, hasFile: (path: string) => boolean): string | null {
  if (ran.exit === 126 || ran.exit === 127) {
    const missing = /(?:^|: )(?:\d+: )?([^\s:]+): (?:not found|command not found|No such file or directory|Permission denied)/m.exec(
      ran.text,
    )?.[1];
    // A program of the repository itself that is not there yet is what may be wanted.
    if (missing?.includes('/') && !missing.startsWith('/')) return null;
    return missing ? `${missing} is not on this machine` : 'a program it needs is not on this machine';
  }
  const bare = /No module named '?(pytest|tox|nose|nox|mypy|django|unittest2|coverage)'?$/m.exec(ran.text)?.[1];
  if (bare && ran.exit !== 0) return `${bare} is not installed`;
  const runner = /(?:npm ERR!|npm error).*(could not determine executable to run|canceled due to missing packages)/.exec(ran.text)?.[1];
  if (runner) return 'the program npx was asked for is not installed';
  // pytest: 3 is an error of its own, 4 a wrong use of it. https://docs.pytest.org/en/stable/reference/exit-codes.html
  if (/\bpy\.?test\b/.test(ran.command) && (ran.exit === 3 || ran.exit === 4)) {
    const file = /file or directory not found: (\S+)/.exec(ran.text)?.[1]?.split('::')[0];
    if (file && !hasFile(file)) return null;
    if (/ERROR: not found: \S+::/.test(ran.text)) return null;
    return 'pytest could not begin';
  }
  return null;
}
