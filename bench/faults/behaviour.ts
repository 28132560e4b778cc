import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { World, type Row } from './world.ts';

const packageJson = JSON.stringify({ name: 'quay', private: true, scripts: { start: 'node server.js' } });
const http = `const http = require('node:http');\n`;
const listen = `http.createServer((request, response) => response.end('moored')).listen(process.env.PORT);`;
const serve = `${http}${listen}\n`;

/** What a program may do to those who keep it up; afterwards nothing of it runs, and the next `up` of a good one works. */
const behaviours: readonly { readonly fault: string; readonly code: string; readonly comesUp: boolean }[] = [
  { fault: 'a service that ignores SIGTERM', code: `${http}process.on('SIGTERM', () => {});\n${listen}`, comesUp: true },
  {
    fault: 'a service that forks daemons',
    code: `const { spawn } = require('node:child_process');
for (let n = 0; n < 3; n += 1) spawn('setsid', ['sh', '-c', 'sleep 900 & sleep 900'], { detached: true, stdio: 'ignore' }).unref();
${serve}`,
    comesUp: true,
  },
  {
    fault: 'a service that never becomes ready',
    code: `${http}setInterval(() => {}, 1000);\nif (process.env.NEVER) ${listen}`,
    comesUp: false,
  },
];

export async function behaving(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { fault, code, comesUp } of behaviours) {
    const world = new World().files({ 'package.json': packageJson, 'server.js': code });
    const wrong: string[] = [];
    try {
      const { code: exit, said } = await world.up();
      if ((exit === 0) !== comesUp) wrong.push(`up ended with ${exit}: ${said.trim().split('\n').at(-1)}`);
      if (!comesUp && !/does not answer/.test(said)) wrong.push(`it did not say why: ${said.trim()}`);
      await world.groundwork('down');
      wrong.push(...(await afterwards(world)));
    } finally {
      await world.remove();
    }
    rows.push({ fault, runs: 1, wrong });
  }
  return rows;
}

/** Takes the port after it was chosen and before the service listens. */
export async function portTaken(runs: number): Promise<Row> {
  const wrong: string[] = [];
  for (let run = 1; run <= runs; run += 1) {
    // Slow enough to lose the race every time.
    const slow = `${http}setTimeout(() => {\n  ${listen}\n}, 1500);`;
    const world = new World().files({ 'package.json': packageJson, 'server.js': slow });
    let thief: Server | null = null;
    try {
      const { ended } = world.start('up', '--detach', '--yes');
      for (let waited = 0; waited < 20_000 && !thief; waited += 10) {
        const port = world.state()?.services[0]?.port;
        if (port) thief = createServer((socket) => socket.destroy()).listen(port);
        else await sleep(10);
      }
      const { code, said } = await ended;
      if (code !== 0 && !/port/i.test(said)) wrong.push(`run ${run}: it did not say that the port was taken: ${said.trim()}`);
      thief?.close();
      await world.groundwork('down');
      wrong.push(...(await afterwards(world)));
    } finally {
      thief?.close();
      await world.remove();
    }
  }
  return { fault: 'a port taken in between', runs, wrong };
}

/** Nothing runs any more, and the same folder with a good program comes up. */
async function afterwards(world: World): Promise<string[]> {
  const wrong: string[] = [];
  const left = await world.orphans();
  if (left > 0) wrong.push(`${left} processes were left`);
  world.files({ 'server.js': serve });
  const { code, said } = await world.up();
  if (code !== 0) wrong.push(`the next up ended with ${code}: ${said.trim().split('\n').at(-1)}`);
  return wrong;
}
