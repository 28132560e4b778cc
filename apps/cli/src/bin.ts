import { interrupted } from './context.ts';
import { main } from './main.ts';

// The only file that touches the process: signals in, exit code out.
const stopped = new AbortController();
let handedTo: ((signal: NodeJS.Signals) => void) | null = null;
const stop = (signal: NodeJS.Signals): void => {
  if (handedTo !== null) return handedTo(signal);
  // Asked twice: leave at once, whatever is still being put away.
  if (stopped.signal.aborted) process.exit(interrupted);
  stopped.abort();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
// A reader that closed early (`gw scan | head`) has what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

process.exitCode = await main({
  inputs: process.argv.slice(2),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: stopped.signal,
  handSignals: (to) => {
    handedTo = to;
    return () => {
      handedTo = null;
    };
  },
});
