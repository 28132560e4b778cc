import { forgeDouble, type ForgeDouble } from '@groundwork/forge/testing';
import { silentHost, type ProgressEvent } from '@groundwork/host';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { vi } from 'vitest';
import { receiptSchema, type Receipt } from '../../receipt/receipt.ts';
import { publish, type Published, type PublishOptions, type PublishResult } from './publish.ts';

const projects = ['harbour/berths', 'pilot/berths'];

/** Made once, since git takes its time: both projects on the server, and a clone of the first. */
let template: string | null = null;

function begin(): string {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'harbours-')));
  const dir = join(home, 'berths');
  const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] });
  mkdirSync(dir);
  git('init', '--quiet', '--initial-branch=main');
  for (const [name, value] of Object.entries({ 'user.name': 'Ada Pilot', 'user.email': 'ada@harbour.test' })) git('config', name, value);
  writeFileSync(join(dir, 'berths.txt'), 'one\n');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Begin');
  for (const project of projects) git('clone', '--quiet', '--bare', dir, join(home, 'forge', `${project}.git`));
  // As forges do: who may push is for them to say.
  for (const project of projects) git('--git-dir', join(home, 'forge', `${project}.git`), 'config', 'http.receivepack', 'true');
  git('remote', 'add', 'origin', join(home, 'forge', 'harbour', 'berths.git'));
  git('fetch', '--quiet', 'origin');
  git('branch', '--quiet', '--set-upstream-to=origin/main');
  return home;
}

/** A forge with a project, a person's clone of it, and a ticket whose change is on a branch there. */
export class Harbour {
  readonly home: string;
  readonly root: string;
  readonly dir: string;
  readonly told: ProgressEvent[] = [];
  readonly forge: ForgeDouble;
  kept: Published | null = null;

  private constructor(home: string, forge: ForgeDouble) {
    this.home = home;
    this.root = join(home, 'forge');
    this.dir = join(home, 'berths');
    this.forge = forge;
  }

  static async open(kind: 'github' | 'gitlab'): Promise<Harbour> {
    template ??= begin();
    const home = realpathSync(mkdtempSync(join(tmpdir(), 'harbour-')));
    cpSync(template, home, { recursive: true });
    const harbour = new Harbour(home, await forgeDouble({ kind, root: join(home, 'forge'), projects }));
    harbour.git('remote', 'set-url', 'origin', `${harbour.forge.url}/harbour/berths.git`);
    // What the person's git is set to, and every argument it gets.
    vi.stubEnv('HOME', home);
    vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
    const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    mkdirSync(join(home, 'bin'));
    writeFileSync(join(home, 'bin', 'git'), `#!/bin/sh\nprintf '%s\\n' "$*" >> '${home}/arguments'\nexec '${git}' "$@"\n`);
    chmodSync(join(home, 'bin', 'git'), 0o755);
    vi.stubEnv('PATH', `${join(home, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`);
    return harbour;
  }

  /** After the last of them. */
  static removeTemplate(): void {
    if (template !== null) rmSync(template, { recursive: true, force: true });
    template = null;
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.dir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  }

  commit(files: Readonly<Record<string, string>>, message: string): string {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.dir, path)), { recursive: true });
      writeFileSync(join(this.dir, path), text);
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** A change that stands on `main` and on a branch of its own, as `deliver` makes it. */
  change(text: string, branch = 'groundwork/berths'): { readonly branch: string; readonly commit: string } {
    const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], { cwd: this.dir, input: text, encoding: 'utf8' }).trim();
    const tree = execFileSync('git', ['mktree'], { cwd: this.dir, input: `100644 blob ${blob}\tberths.txt\n`, encoding: 'utf8' }).trim();
    const commit = this.git('commit-tree', tree, '-p', 'main', '-m', `Berths: ${text.trim()}`);
    this.git('branch', '--force', branch, commit);
    return { branch, commit };
  }

  receipt(more: Partial<Receipt> = {}): Receipt {
    const ran = { command: 'npm test', in: '', exit: 0, seconds: 0.6, output: 'ok', outputHash: 'a'.repeat(64) };
    return receiptSchema.parse({
      version: 1,
      ticket: { id: 'berths', goal: 'Berths are counted once', hash: 'a'.repeat(64) },
      outcome: { state: 'resolved' },
      base: this.git('rev-parse', 'main'),
      tree: 'c'.repeat(40),
      diffHash: 'b'.repeat(64),
      files: [{ path: 'berths.txt', added: 1, deleted: 1 }],
      checks: [
        {
          id: 'scope',
          title: 'Only files within the scope are changed',
          state: 'passed',
          why: 'All are',
          before: null,
          after: null,
          places: [],
        },
        { id: 'tests.1', title: 'npm test', state: 'passed', why: 'It passes', before: { ...ran, exit: 1 }, after: ran, places: [] },
      ],
      agent: { name: 'pilot', version: '1.0', command: ['pilot'] },
      model: 'harbour/one',
      usage: { usd: 0.25, inputTokens: 900, cachedTokens: 0, outputTokens: 100, requests: 5, unpriced: 0 },
      seconds: 13,
      at: '2026-11-26T08:00:00.000Z',
      ...more,
    });
  }

  /** As a person asks for it. What was kept of the last time counts, as it would. */
  publish(change: { readonly branch: string; readonly commit: string }, more: Partial<PublishOptions> = {}): Promise<PublishResult> {
    return publish({
      repository: this.dir,
      receipt: this.receipt(),
      delivered: { ...change, again: false, lines: { agent: 1, of: 1 } },
      issue: null,
      request: { draft: false },
      remote: null,
      base: null,
      notes: false,
      before: this.kept,
      keep: (published) => (this.kept = published),
      env: { PATH: process.env['PATH'], HOME: this.home, ...this.forge.env },
      host: { ...silentHost, notify: (event) => this.told.push(event) },
      ...more,
    });
  }

  /** What git was called with, by everybody. */
  arguments(): string {
    return readFileSync(join(this.home, 'arguments'), 'utf8');
  }

  /** A commit of somebody else on a branch of the server. */
  theirs(branch: string, { onto }: { readonly onto: string }): string {
    const commit = this.git('commit-tree', `${onto}^{tree}`, '-p', onto, '-m', 'Mine');
    execFileSync('git', ['push', '--quiet', '--force', join(this.root, 'harbour', 'berths.git'), `${commit}:refs/heads/${branch}`], {
      cwd: this.dir,
    });
    return commit;
  }

  async close(): Promise<void> {
    vi.unstubAllEnvs();
    await this.forge.close();
    rmSync(this.home, { recursive: true, force: true });
  }
}
