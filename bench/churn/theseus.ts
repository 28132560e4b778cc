import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { timed } from './timed.ts';

const version = '0.3.4';

/** What git-of-theseus needed. */
export interface Peer {
  readonly cpu: number;
  /** It was stopped: how many of how many weekly snapshots were done by then, where it had come that far. */
  readonly stopped: { readonly done: number; readonly of: number } | null;
}

/** git-of-theseus as it runs unless told otherwise, a snapshot a week, but over every file as ours. It is stopped after `most` seconds. */
export async function measureTheseus(repository: string, scratch: string, most: number): Promise<Peer> {
  const branch = 'measured';
  const copy = join(scratch, 'copy');
  // It asks for a repository with a folder of its own.
  execFileSync('git', ['clone', '--quiet', '--shared', repository, copy]);
  execFileSync('git', ['-C', copy, 'checkout', '--quiet', '-B', branch]);
  const command = [theseus(), '--branch', branch, '--outdir', join(scratch, 'theseus'), '--procs', '2', '--all-filetypes', copy];
  const { cpu, cut, said } = await timed(command, { most });
  if (!cut) return { cpu, stopped: null };
  const [, done = '0', of = '0'] = [...said.matchAll(/Analyzing commit history[^\r\n]*\| (\d+)\/(\d+) /g)].at(-1) ?? [];
  return { cpu, stopped: { done: Number(done), of: Number(of) } };
}

function theseus(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'groundwork-tools', `git-of-theseus-${version}`);
  if (!existsSync(join(folder, 'complete'))) {
    mkdirSync(folder, { recursive: true });
    execFileSync('python3', ['-m', 'venv', folder]);
    // Setuptools: it asks for `pkg_resources`, which Python does not bring any more.
    execFileSync(join(folder, 'bin/pip'), [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `git-of-theseus==${version}`,
      'setuptools<81',
    ]);
    writeFileSync(join(folder, 'complete'), '');
  }
  return join(folder, 'bin/git-of-theseus-analyze');
}
