import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const cli = fileURLToPath(new URL('../../apps/cli/bin/groundwork.js', import.meta.url));
const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

const stateSchema = z.object({
  run: z.string(),
  phase: z.string(),
  supervisor: z.object({ pid: z.int() }).nullable(),
  services: z.array(z.object({ name: z.string(), state: z.string(), url: z.string().nullable(), port: z.int().nullable() })),
});
export type State = z.infer<typeof stateSchema>;

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** A repository in a folder of its own, and a person who brings it up; never root, so that all it keeps is in that folder. */
export class World {
  readonly home = mkdtempSync(join(tmpdir(), 'groundwork-faults-'));
  readonly dir = join(this.home, 'project');

  constructor() {
    chmodSync(this.home, 0o755);
    this.own(this.home);
  }

  example(name: string): this {
    cpSync(join(examples, name), this.dir, { recursive: true, filter: (path) => !/node_modules|\.groundwork|\.venv/.test(path) });
    return this.owned();
  }

  files(files: Readonly<Record<string, string>>): this {
    mkdirSync(this.dir, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.dir, name), text);
    return this.owned();
  }

  start(...args: string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: this.dir,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], HOME: this.home, LANG: 'C.UTF-8', GROUNDWORK_DEBUG: '1' },
      ...(process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}),
    });
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    return { child, ended: new Promise((done) => child.on('close', (code) => done({ code, said }))) };
  }

  groundwork(...args: string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  up(): Promise<Ended> {
    return this.groundwork('up', '--detach', '--yes');
  }

  state(): State | null {
    try {
      return stateSchema.parse(JSON.parse(readFileSync(join(this.dir, '.groundwork/local/state.json'), 'utf8')));
    } catch {
      return null;
    }
  }

  /** Processes that any run of this folder left behind, once those that are about to end have. */
  async orphans(): Promise<number> {
    for (let waited = 0; waited < 20_000 && this.processes().length > 0; waited += 200) await sleep(200);
    return this.processes().length;
  }

  processes(): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .filter((pid) => {
        const inside = [`/proc/${pid}/environ`, `/proc/${pid}/cmdline`].map(textOf).join('\0');
        return inside.includes(this.home) && !/\0(?:down|reset)\0/.test(inside);
      })
      .map(Number);
  }

  async remove(): Promise<void> {
    await this.groundwork('reset', '--yes');
    rmSync(this.home, { recursive: true, force: true });
  }

  private owned(): this {
    this.own(this.dir);
    for (const name of readdirSync(this.dir, { recursive: true })) this.own(join(this.dir, String(name)));
    return this;
  }

  private own(path: string): void {
    if (process.getuid?.() === 0) chownSync(path, nobody, nobody);
  }
}

const nobody = 65_534;

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

/** Throws nothing: a fault run that finds something wrong says so in its row and goes on. */
export interface Row {
  readonly fault: string;
  readonly runs: number;
  readonly wrong: readonly string[];
}
