import type { Jail, JailedCommand, JailedProcess } from './jail.ts';

const mostOutput = 4 * 1024 * 1024;

/** Runs a command to its end, or until its time is up or nobody wants it any more. */
export async function runToEnd(
  start: (command: JailedCommand) => JailedProcess,
  command: JailedCommand,
  { timeoutMs, signal }: Parameters<Jail['run']>[1],
): ReturnType<Jail['run']> {
  const began = performance.now();
  const running = start(command);
  const kill = (): void => running.kill();
  const timer = setTimeout(kill, timeoutMs);
  if (signal.aborted) kill();
  signal.addEventListener('abort', kill);
  const output = new Tail(mostOutput);
  running.stdin.end();
  running.stdout.on('data', (data: Buffer) => output.add(data));
  running.stderr.on('data', (data: Buffer) => output.add(data));
  try {
    const { code } = await running.exited;
    return { exit: code, output: output.text(), seconds: (performance.now() - began) / 1000 };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
  }
}

/** The end of what was said. */
class Tail {
  readonly #most: number;
  #chunks: Buffer[] = [];
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(data: Buffer): void {
    this.#chunks.push(data);
    this.#size += data.length;
    if (this.#size > 2 * this.#most) {
      this.#chunks = [Buffer.concat(this.#chunks).subarray(-this.#most)];
      this.#size = this.#most;
    }
  }

  text(): string {
    return Buffer.concat(this.#chunks).subarray(-this.#most).toString('utf8');
  }
}
