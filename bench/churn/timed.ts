import { spawn } from 'node:child_process';

export interface Timed {
  readonly seconds: number;
  /** User and system time of the program and of all it started and waited for. */
  readonly cpu: number;
  readonly output: string;
  /** It was ended because it took too long: the figures are less than it needs. */
  readonly cut: boolean;
}

/** Runs a program, its errors left out, as the shell's `time` sees it. */
export function timed(command: readonly string[], { keep = false, most = 7200 } = {}): Promise<Timed> {
  const script = `TIMEFORMAT='@ %R %U %S'; time timeout --signal=INT ${most} "$@" 2>/dev/null ${keep ? '' : '>/dev/null'}`;
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', script, 'bench', ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.on('error', reject);
    child.on('close', (code) => {
      const [, real, user, system] = /^@ ([\d.]+) ([\d.]+) ([\d.]+)$/m.exec(errors) ?? [];
      if (code !== 0 && code !== 124) reject(new RangeError(`${command.join(' ')} ended with ${code}`));
      else resolve({ seconds: Number(real), cpu: Number(user) + Number(system), output, cut: code === 124 });
    });
  });
}
