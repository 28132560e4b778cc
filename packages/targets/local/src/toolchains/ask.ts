import { execFileSync } from 'node:child_process';

/** What a program prints, without the white space around it; `null` when it does not start, fails or takes longer than 10 s. */
export function ask(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string | null {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      timeout: 10_000,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
