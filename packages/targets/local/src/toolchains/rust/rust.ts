import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { toolMissing } from '../missing.ts';
import { calls, plainToolchain, type Toolchain, type ToolchainRequest } from '../toolchain.ts';
import { chooseVersion } from '../versions.ts';
import { findRusts, isNightly, type RustToolchain } from './find.ts';
import { lockedVersion } from './locked-version.ts';

interface Tool {
  readonly program: string;
  readonly crate: string;
  readonly options: readonly string[];
  /** The library it belongs to: it understands what the same release of that wrote. */
  readonly library: string;
}

/** Programs of migrations that Rust projects call. Without their optional parts they need no library of the system. */
const tools: readonly Tool[] = [
  { program: 'sqlx', crate: 'sqlx-cli', options: ['--no-default-features', '--features', 'rustls,postgres,mysql,sqlite'], library: 'sqlx' },
  { program: 'diesel', crate: 'diesel_cli', options: ['--no-default-features', '--features', 'postgres'], library: 'diesel' },
  { program: 'sea-orm-cli', crate: 'sea-orm-cli', options: [], library: 'sea-orm' },
  { program: 'refinery', crate: 'refinery_cli', options: [], library: 'refinery' },
];

/** The Rust that the repository's toolchain file names where rustup has it, else the nearest. Cargo builds into the repository's `target`. */
export function rustToolchain({ service, cwd, dir, toolchains }: ToolchainRequest, rusts = findRusts()): Toolchain {
  const [first] = rusts;
  if (!first) throw toolMissing(`${service.name} is written in Rust, and this machine has none`, 'apt-get install cargo');
  const wanted = channelOf([cwd, dir]) ?? service.runtime.version;
  const { chosen, other } = choose(rusts, wanted) ?? { chosen: first, other: wanted !== null };
  const root = join(toolchains, 'cargo');
  const bin = join(root, 'bin');
  const lacking = tools.filter(
    ({ program }) => calls(service, program) && programsOnPath(program).length === 0 && !isExecutable(join(bin, program)),
  );
  return {
    ...plainToolchain,
    title: `rust ${chosen.version}`,
    path: [dirname(chosen.program), bin],
    env: {
      ...(chosen.name === null ? {} : { RUSTUP_TOOLCHAIN: chosen.name }),
      CARGO_INSTALL_ROOT: root,
      // Its queries are checked against what was kept beside the code, not against a database that has no tables yet.
      ...([cwd, dir].some((folder) => existsSync(join(folder, '.sqlx'))) ? { SQLX_OFFLINE: 'true' } : {}),
    },
    // Migrations are few and wait for the database: a program that is built in half the time is the faster one.
    setup: lacking.map(({ crate, options, library }) => ({
      argv: ['cargo', 'install', '--locked', '--debug', ...versionOption(lockedVersion([cwd, dir], library)), ...options, crate],
    })),
    fingerprint: `${chosen.program} ${chosen.version}`,
    warning: other ? `${service.name} asks for Rust ${wanted ?? ''}; this machine has ${chosen.version}` : null,
  };
}

function versionOption(version: string | null): string[] {
  const release = version === null ? null : /^(?:0\.\d+|[1-9]\d*)/.exec(version)?.[0];
  return release ? ['--version', `^${release}`] : [];
}

/** A dated nightly is met by any, since only what is unstable is in it. */
function choose(rusts: readonly RustToolchain[], wanted: string | null): { chosen: RustToolchain; other: boolean } | null {
  const exact = wanted === null ? undefined : rusts.find(({ name }) => name === wanted || name?.startsWith(`${wanted}-`));
  if (exact) return { chosen: exact, other: false };
  if (wanted !== null && isNightly(wanted)) {
    const nightly = rusts.find(({ name }) => isNightly(name));
    return nightly ? { chosen: nightly, other: true } : null;
  }
  return chooseVersion(
    rusts.filter(({ name }) => !isNightly(name)),
    wanted,
  );
}

const fileSchema = z.object({ toolchain: z.object({ channel: z.string() }) });

/** What the nearest toolchain file asks for, in either of its two forms. */
function channelOf(folders: readonly string[]): string | null {
  for (const file of folders.flatMap((folder) => [join(folder, 'rust-toolchain.toml'), join(folder, 'rust-toolchain')])) {
    const text = readText(file);
    if (text === null) continue;
    if (/^[\w.-]+\s*$/.test(text)) return text.trim();
    try {
      return fileSchema.parse(parse(text)).toolchain.channel;
    } catch {
      return null;
    }
  }
  return null;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
