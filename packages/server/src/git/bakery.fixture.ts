import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Git } from './git.ts';

/** A bakery's repository, real, with a person whose configuration is not the one of this machine. */
export class Bakery {
  readonly home = realpathSync(mkdtempSync(join(tmpdir(), 'bakery-')));
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly git: Git;
  trusted = false;

  constructor({ repository = true, below = '' }: { readonly repository?: boolean; readonly below?: string } = {}) {
    const top = join(this.home, 'bakery');
    this.dir = join(top, below);
    mkdirSync(this.dir, { recursive: true });
    this.env = { PATH: process.env['PATH'], HOME: this.home, GIT_CONFIG_GLOBAL: join(this.home, 'config'), GIT_CONFIG_NOSYSTEM: '1' };
    writeFileSync(join(this.home, 'config'), '[user]\nname = Ada Baker\nemail = ada@bakery.test\n[init]\ndefaultBranch = main\n');
    if (repository) this.run('init', '--quiet', top);
    const trust = { isGiven: async () => this.trusted, give: async () => void (this.trusted = true) };
    this.git = new Git({ dir: this.dir, env: this.env, trust });
  }

  path(name: string): string {
    return join(this.dir, name);
  }

  write(name: string | Buffer, text: string, mode = 0o644): void {
    const path = typeof name === 'string' ? this.path(name) : Buffer.concat([Buffer.from(`${this.dir}/`), name]);
    if (typeof path === 'string') mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode });
  }

  read(name: string): string | null {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), 'utf8') : null;
  }

  /** git as the person would type it. */
  run(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.dir, env: this.env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** One commit with these files. */
  commit(files: Readonly<Record<string, string>>, message = 'Bread'): void {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.run('add', '--all');
    this.run('commit', '--quiet', '--message', message);
  }

  close(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
