import { spawn } from 'node:child_process';
import type { Jail, JailedProcess } from '../../jail/jail.ts';

/**
 * A place as a jail is, without the walls: an agent is to show there what it keeps by itself. What a process left behind is not ended
 * with it, so that a test sees it.
 */
export function openPier(folder: string, own: Readonly<Record<string, string>>): Jail {
  const start: Jail['start'] = ({ command: [program = '', ...args], cwd = folder, env }): JailedProcess => {
    const child = spawn(program, args, { cwd, env: { ...own, ...env }, stdio: 'pipe' });
    let timer: NodeJS.Timeout | undefined;
    const exited = new Promise<{ code: number | null }>((done) => {
      child.once('exit', (code) => {
        clearTimeout(timer);
        done({ code });
      });
      child.once('error', () => done({ code: null }));
    });
    return {
      stdin: child.stdin,
      stdout: child.stdout,
      stderr: child.stderr,
      exited,
      // As hosts without a jail end an agent.
      kill: () => {
        child.stdin.end();
        child.kill('SIGTERM');
        timer ??= setTimeout(() => child.kill('SIGKILL'), 10_000);
      },
    };
  };
  return {
    folder,
    start,
    run: async (command, { signal, timeoutMs }) => {
      const running = start(command);
      let output = '';
      for (const stream of [running.stdout, running.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
      const end = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      end.addEventListener('abort', () => running.kill());
      const { code } = await running.exited;
      return { exit: code, output, seconds: 0 };
    },
    ended: new Promise(() => {}),
    close: async () => {},
  };
}
