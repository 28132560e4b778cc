import { spawn } from 'node:child_process';
import type { Jail } from '../jail/jail.ts';

/** Runs on this machine, in the folder: for tests whose commands are our own, and which are not about the jail. */
export function plainJail(folder: string): Promise<Jail> {
  const jail: Jail = {
    folder,
    start: ({ command: [program = 'true', ...args], cwd, env }) => {
      const child = spawn(program, args, {
        cwd: cwd ?? folder,
        env: { PATH: process.env['PATH'], HOME: '/tmp', ...env },
        stdio: 'pipe',
        detached: true,
      });
      const kill = (): void => {
        try {
          if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        } catch {
          // It has ended by itself.
        }
      };
      const exited = new Promise<{ code: number | null }>((resolve) => child.on('close', (code) => resolve({ code })));
      return { stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, exited, kill };
    },
    run: () => Promise.reject(new Error('not used')),
    ended: new Promise(() => {}),
    close: () => Promise.resolve(),
  };
  return Promise.resolve(jail);
}
