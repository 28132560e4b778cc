import { GroundworkError } from '@groundwork/host';
import { spawn } from 'node:child_process';

/** Runs a program of this machine with arguments of ours. */
export function runProgram(program: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { signal, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4096)));
    const fail = (message: string, cause?: unknown): void =>
      reject(new GroundworkError({ code: 'verify.program', message, where: [program, ...args].join(' '), cause }));
    child.on('error', (cause) => fail(`${program} could not be run`, cause));
    child.on('close', (code) => (code === 0 ? resolve() : fail(`${program} ended with ${code}: ${errors.trim()}`)));
  });
}
