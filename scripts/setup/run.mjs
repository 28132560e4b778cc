// Runs the programs that setting up needs, and says what happens while they run. Plain Node, nothing installed.
import { spawn } from 'node:child_process';

/** Something that cannot be done here; `fix` is one command or sentence. */
export class NotPossible extends Error {
  constructor(message, fix, exit = 3) {
    super(message);
    this.fix = fix;
    this.exit = exit;
  }
}

/** Runs `action`, prints what went wrong and the fix, and ends with its exit code. */
export async function runMain(action) {
  try {
    process.exitCode = await action();
  } catch (error) {
    if (!(error instanceof NotPossible)) throw error;
    process.stderr.write(`\n✘ ${error.message}\n  fix  ${error.fix}\n`);
    process.exitCode = error.exit;
  }
}

/**
 * Runs a program quietly under a label with the seconds counting up. Gives its exit code and output.
 */
export async function runQuietly(label, program, args, options = {}) {
  const done = showProgress(label);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const code = await exitOf(child);
  done(code === 0);
  return { code, output };
}

/** Runs a program in this terminal; Ctrl-C and termination reach it, and it decides when to end. */
export async function runHere(program, args, options = {}) {
  const child = spawn(program, args, { stdio: 'inherit', ...options });
  // Ctrl-C goes to the whole foreground group, the child included: here it must only not end the wait.
  const wait = () => {};
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', wait).on('SIGTERM', pass).on('SIGHUP', pass);
  try {
    return await exitOf(child);
  } finally {
    process.off('SIGINT', wait).off('SIGTERM', pass).off('SIGHUP', pass);
  }
}

function exitOf(child) {
  return new Promise((done) => {
    child.on('error', () => done(127));
    child.on('close', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

function showProgress(label) {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const live = process.stderr.isTTY && !process.env.CI;
  if (!live) process.stderr.write(`  ${label} ...\n`);
  const timer = live ? setInterval(() => process.stderr.write(`\r  ${label}  ${seconds()}`), 250) : undefined;
  return (good) => {
    clearInterval(timer);
    process.stderr.write(`${live ? '\r' : ''}  ${label}  ${good ? '✔' : '✘'} ${seconds()}\n`);
  };
}
