// Makes bait on this machine, tries everything that should not be possible in a jail, and prints what escaped as JSON. A program of its
// own, so that a test can run it as another user.
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJail } from '../open.ts';
import { attempts, greedy, type Bait } from './attempts.ts';

const canary = `CANARY${process.pid}X`;
const root = mkdtempSync(join(tmpdir(), 'escape-'));
const home = join(root, 'person');
const folder = join(root, 'snapshot');
for (const each of [home, folder]) mkdirSync(each, { mode: 0o700 });
for (const file of [join(home, 'secret'), join(root, '.env')]) writeFileSync(file, `${canary}\n`, { mode: 0o600 });
process.env['GROUNDWORK_BAIT'] = canary;
process.env['SSH_AUTH_SOCK'] = join(root, 'agent.1');

const reached: string[] = [];
const servers = await Promise.all(
  [join(root, 'agent.1'), `\0groundwork-${process.pid}`, 0].map(async (where) => {
    const server = createServer((client) => {
      reached.push(`socket ${String(where)}`);
      client.destroy();
    });
    await new Promise<void>((resolve) => server.listen(where, resolve));
    return server;
  }),
);
const udp = createSocket('udp4', (data) => reached.push(`udp ${data.toString()}`));
await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
const victim = spawn('sleep', ['600'], { stdio: 'ignore' });
const address = servers[2]?.address();
const bait: Bait = {
  file: join(home, 'secret'),
  beside: join(root, '.env'),
  sshSocket: join(root, 'agent.1'),
  abstractSocket: `groundwork-${process.pid}`,
  tcpPort: typeof address === 'object' && address !== null ? address.port : 0,
  udpPort: udp.address().port,
  pid: victim.pid ?? 0,
  home,
};

// With `--leaky` a jail that shows too much: what is tried has to be able to succeed.
const jail = await openJail({ folder, doors: [], readable: process.argv.includes('--leaky') ? [home] : [] });
const escaped: { name: string; output: string }[] = [];
const all = attempts(bait);
for (const { name, script } of all) {
  const { output } = await jail.run({ command: ['/bin/sh', '-c', script] }, { timeoutMs: 20_000, signal: new AbortController().signal });
  if (output.includes(canary) || output.includes('ESCAPED') || reached.length > 0)
    escaped.push({ name, output: output + reached.splice(0).join() });
}
// Everything inside, as the supervisor and what makes the jail are not of the same kind.
await jail.run({ command: ['/bin/sh', '-c', 'kill -9 -1'] }, { timeoutMs: 20_000, signal: new AbortController().signal });
await jail.close();
if (victim.exitCode !== null || victim.signalCode !== null) escaped.push({ name: 'kill a process outside', output: '' });

const small = await openJail({ folder, doors: [], readable: [], limits: { processes: 100, memoryBytes: 256 * 1024 * 1024 } });
for (const [name, script] of greedy) {
  const { output } = await small.run({ command: ['/bin/sh', '-c', script] }, { timeoutMs: 20_000, signal: new AbortController().signal });
  if (output.includes('ESCAPED')) escaped.push({ name, output });
}
await small.close();

victim.kill();
for (const server of servers) server.close();
udp.close();
rmSync(root, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify({ uid: process.getuid?.(), tried: all.length + greedy.length, escaped })}\n`);
