import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../apps/cli/bin/groundwork.js', import.meta.url));

/** Runs the command line to its end; what it says is shown only when it fails. */
export async function groundwork(args: readonly string[]): Promise<void> {
  const { code, said } = await run(process.execPath, [cli, ...args], { cwd: '/', env: process.env });
  if (code !== 0) process.stderr.write(`gw ${args.join(' ')} ended with ${code}:\n${said}\n`);
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly account?: { readonly uid: number; readonly gid: number } | null;
}

export function run(
  program: string,
  args: readonly string[],
  { cwd, env, account = null }: RunOptions,
): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    });
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    child.on('close', (code) => done({ code: code ?? 1, said }));
  });
}

export async function timed(action: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await action();
  return performance.now() - started;
}
