import { globSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { programsOnPath } from '../../servers/programs.ts';
import { ask } from '../ask.ts';
import type { Installed } from '../versions.ts';

export interface RustToolchain extends Installed {
  /** What rustup calls it: `stable-x86_64-unknown-linux-gnu`; `null` for a Rust that no rustup keeps. */
  readonly name: string | null;
}

let found: readonly RustToolchain[] | null = null;

/** Every Rust of this machine: the one PATH gives, and those rustup keeps, stable ones first. */
export function findRusts(): readonly RustToolchain[] {
  found ??= look();
  return found;
}

function look(): RustToolchain[] {
  const kept = globSync(join(process.env['RUSTUP_HOME'] ?? join(homedir(), '.rustup'), 'toolchains/*'))
    .map((folder) => ({ program: join(folder, 'bin/cargo'), name: basename(folder) }))
    .toSorted((a, b) => Number(isNightly(a.name)) - Number(isNightly(b.name)));
  // With rustup, the program on PATH only stands for one of those.
  const own = kept.length > 0 ? [] : programsOnPath('cargo').map((program) => ({ program, name: null }));
  return [...own, ...kept].flatMap((each) => {
    const version = versionOf(each.program);
    return version === null ? [] : [{ ...each, version }];
  });
}

export const isNightly = (name: string | null): boolean => name?.startsWith('nightly') ?? false;

function versionOf(program: string): string | null {
  return /\d+\.\d+\.\d+/.exec(ask(program, ['--version']) ?? '')?.[0] ?? null;
}
