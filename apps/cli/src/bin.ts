import { interrupted } from './context.ts';
import { main } from './main.ts';

// The only file that touches the process: signals in, exit code out.
const stopped = new AbortController();
const stop = (): void => {
  // Asked twice: leave at once, whatever is still being put away.
  if (stopped.signal.aborted) process.exit(interrupted);
  stopped.abort();
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// A reader that closed early (`gw scan | head`) has what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

process.exitCode = await main({
  inputs: process.argv.slice(2),
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: stopped.signal,
});
