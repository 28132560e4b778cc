import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Timed {
  readonly seconds: number;
  /** User and system time of the program and of all it started and waited for. */
  readonly cpu: number;
  readonly output: string;
  /** The end of what it said besides. */
  readonly said: string;
  /** It was ended because it took too long: the figures are less than it needs. */
  readonly cut: boolean;
}

export interface TimedOptions {
  /** Its output is wanted. */
  readonly keep?: boolean;
  /** Seconds after which it is ended, with all it started. */
  readonly most?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program as the shell's `time` sees it. */
export function timed(command: readonly string[], { keep = false, most = 7200, env = {} }: TimedOptions = {}): Promise<Timed> {
  const script = `TIMEFORMAT='@ %R %U %S'; time "$@" ${keep ? '' : '>/dev/null'}`;
  const started = performance.now();
  return new Promise((resolve, reject) => {
    // A group of its own, so that it can be ended whole.
    const child = spawn('bash', ['-c', script, 'bench', ...command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, ...env },
    });
    const group = child.pid ?? 0;
    let [output, said, cut]: [string, string, number | null] = ['', '', null];
    const timer = setTimeout(() => {
      cut = cpuOfGroup(group);
      process.kill(-group, 'SIGKILL');
    }, most * 1000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-65_536)));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      const [, real, user, system] = /^@ ([\d.]+) ([\d.]+) ([\d.]+)$/m.exec(said) ?? [];
      if (cut !== null) resolve({ seconds: (performance.now() - started) / 1000, cpu: cut, output, said, cut: true });
      else if (code !== 0) reject(new RangeError(`${command.join(' ')} ended with ${code}: ${said}`));
      else resolve({ seconds: Number(real), cpu: Number(user) + Number(system), output, said, cut: false });
    });
  });
}

/** Processor time so far of a group of processes and of those of theirs that ended, from Linux's `/proc`; elsewhere `NaN`. */
function cpuOfGroup(group: number): number {
  let ticks = 0;
  try {
    for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      // Fields as in proc(5), after the name in brackets: state 3, group 5, times 14 to 17.
      const stat = fieldsOf(name);
      if (Number(stat[2]) === group) ticks += stat.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    }
    return ticks / 100;
  } catch {
    return Number.NaN;
  }
}

function fieldsOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    // It ended meanwhile.
    return [];
  }
}
