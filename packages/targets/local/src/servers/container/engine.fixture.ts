import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * A stand-in for the client of a container engine, where none can be had: it writes down what it is told, and what it "runs" is a
 * page that says it is well, in a process that outlives the client when that is killed.
 */
const program = (folder: string): string => `#!${process.execPath}
const fs = require('node:fs');
const { spawn } = require('node:child_process');
const folder = ${JSON.stringify(folder)};
const args = process.argv.slice(2);
const file = (name) => folder + '/' + name;
const has = (name) => fs.existsSync(file(name));
const option = (name) => args.find((each) => each.startsWith('--' + name + '='))?.slice(name.length + 3) ?? '';
fs.appendFileSync(file('calls.jsonl'), JSON.stringify(args) + '\\n');
const page = "require('node:http').createServer((q, r) => r.end('{\\"status\\":\\"up\\",\\"TableNames\\":[]}')).listen(process.argv[1], '127.0.0.1')";
const kill = (name) => { try { process.kill(Number(fs.readFileSync(file(name)))); } catch {} };
if (args[0] === 'info') has('asleep') ? process.exit(1) : console.log('28.0.1');
else if (args[0] === 'image') has('pulled') ? console.log('sha256:0') : process.exit(1);
else if (args[0] === 'manifest') has('refused') ? process.exit(1) : console.log('{}');
else if (args[0] === 'pull') {
  if (has('denied')) { console.error('Error: denied: the registry is closed'); process.exit(125); }
  fs.writeFileSync(file('pulled'), '');
} else if (args[0] === 'run') {
  fs.copyFileSync(option('env-file'), file('env'));
  const env = Object.fromEntries(['PATH'].map((name) => [name, process.env[name]]));
  const inside = spawn(process.execPath, ['-e', page, option('publish').split(':')[1]], { detached: true, stdio: 'ignore', env });
  fs.writeFileSync(file(option('name')), String(inside.pid));
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => inside.kill());
  inside.on('exit', () => process.exit(0));
} else if (args[0] === 'rm') kill(args.at(-1));
`;

export interface StandIn {
  /** To be put on PATH. */
  readonly folder: string;
  readonly program: string;
  /** Everything it was told, oldest first. */
  calls(): string[][];
  /** What a container was told in its file of variables. */
  env(): string;
  /** `asleep`: nobody answers. `refused`: no such image. `denied`: the pull fails. `pulled`: the image is here. */
  is(...states: ('asleep' | 'refused' | 'denied' | 'pulled')[]): void;
}

export function createStandIn(home: string): StandIn {
  const folder = join(home, 'engine');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'docker');
  writeFileSync(file, program(folder));
  chmodSync(file, 0o755);
  return {
    folder,
    program: file,
    calls: () =>
      existsSync(join(folder, 'calls.jsonl'))
        ? readFileSync(join(folder, 'calls.jsonl'), 'utf8')
            .trim()
            .split('\n')
            .map((line) => z.array(z.string()).parse(JSON.parse(line)))
        : [],
    env: () => readFileSync(join(folder, 'env'), 'utf8'),
    is: (...states) => {
      for (const state of ['asleep', 'refused', 'denied', 'pulled']) rmSync(join(folder, state), { force: true });
      for (const state of states) writeFileSync(join(folder, state), '');
    },
  };
}
