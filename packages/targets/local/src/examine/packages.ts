import { execFileSync } from 'node:child_process';

/** Which of the given Debian packages are installed; `null` where there is no dpkg to ask. */
export function installedPackages(names: readonly string[]): ReadonlySet<string> | null {
  if (names.length === 0) return new Set();
  try {
    const text = query(names);
    return new Set([...text.matchAll(/^(\S+?)(?::\w+)? install ok installed$/gm)].flatMap(([, name]) => name ?? []));
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? null : new Set();
  }
}

function query(names: readonly string[]): string {
  try {
    const words = ['-W', '-f', '${Package} ${Status}\\n', '--', ...names];
    return execFileSync('dpkg-query', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (cause) {
    // It ends with 1 when one of them is unknown, and tells of the others all the same.
    if (cause instanceof Error && 'stdout' in cause && typeof cause.stdout === 'string') return cause.stdout;
    throw cause;
  }
}
