// A server with two terminals that says the processes in them and then lives until it is killed: run by a test.
import { tmpdir } from 'node:os';
import { Terminals } from './terminals.ts';

const terminals = new Terminals({ dir: tmpdir(), command: [], env: { PATH: process.env['PATH'], SHELL: '/bin/sh' }, tell: () => {} });
const open = (): Promise<{ pid: number }> =>
  terminals.open({ cwd: '', program: { file: 'sleep', arguments: ['1000'] }, env: {}, title: null, columns: 80, rows: 24 });
const pids = [(await open()).pid, (await open()).pid];
process.stdout.write(`${JSON.stringify(pids)}\n`);
