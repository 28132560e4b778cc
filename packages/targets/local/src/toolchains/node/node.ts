import { exitCodes, GroundworkError } from '@groundwork/host';
import { existsSync, mkdirSync, readFileSync, symlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies, validRange } from 'semver';
import { z } from 'zod';
import type { Command } from '../../launch/command.ts';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { calls, type Toolchain, type ToolchainRequest } from '../toolchain.ts';
import { chooseVersion, type Choice, type Installed } from '../versions.ts';
import { findNodes } from './find.ts';

/** Node as the machine has it; npm and its relatives install into the repository's own node_modules, where its tools look for it. */
export function nodeToolchain({ service, cwd, dir, toolchains }: ToolchainRequest): Toolchain {
  const wanted = service.runtime.version;
  const choice = choose(findNodes(), wanted);
  if (!choice) throw noNode(wanted);
  const { program, version } = choice.chosen;
  const only = onlyNode(program, version, toolchains);
  const managers = managersOf(cwd, dir).filter(({ name }) => calls(service, name) && programsOnPath(name).length === 0);
  const tools = managers.map((manager) => toolOf(manager, toolchains));
  return {
    title: `node ${version}`,
    path: [only, ...tools.map(({ bin }) => bin), join(cwd, 'node_modules', '.bin'), join(dir, 'node_modules', '.bin')],
    env: {
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      NEXT_TELEMETRY_DISABLED: '1',
      COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
    },
    setup: tools.flatMap(({ setup }) => setup),
    fingerprint: `${version} ${managers.map(({ name, version: of }) => `${name}@${of}`).join(' ')}`,
    warning: choice.other ? `${service.name} asks for Node ${wanted ?? ''}; this machine has ${version}` : null,
  };
}

function choose(nodes: readonly Installed[], wanted: string | null): Choice<Installed> | null {
  const range = wanted === null ? null : validRange(wanted, { loose: true });
  const fitting = range === null ? undefined : nodes.find(({ version }) => satisfies(version, range));
  return fitting ? { chosen: fitting, other: false } : chooseVersion(nodes, wanted);
}

/** A folder with nothing but the chosen `node`: what lies beside it on the machine stays in the order PATH has. */
function onlyNode(program: string, version: string, toolchains: string): string {
  const folder = join(toolchains, `node-${version}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const link = join(folder, 'node');
  rmSync(link, { force: true });
  symlinkSync(program, link);
  return folder;
}

interface Manager {
  readonly name: string;
  /** npm package that carries it. */
  readonly carrier: string;
  readonly version: string;
}

const packageSchema = z.object({ packageManager: z.string().optional().catch(undefined) });

/** yarn, pnpm and bun in the version the repository names, or the one its lockfile was written by. */
function managersOf(cwd: string, dir: string): Manager[] {
  const named = [cwd, dir].map(packageManagerOf).find((text) => text !== null) ?? '';
  const of = (name: string): string | null => new RegExp(`^${name}@(\\d+[\\w.-]*)`).exec(named)?.[1] ?? null;
  const yarn = of('yarn');
  const berry = yarn === null ? [cwd, dir].some((folder) => existsSync(join(folder, '.yarnrc.yml'))) : !yarn.startsWith('1.');
  return [
    { name: 'pnpm', carrier: 'pnpm', version: of('pnpm') ?? pnpmOfLockfile([cwd, dir]) },
    { name: 'yarn', carrier: berry ? '@yarnpkg/cli-dist' : 'yarn', version: yarn ?? (berry ? '4' : '1') },
    { name: 'bun', carrier: 'bun', version: of('bun') ?? '1' },
  ];
}

/** Lockfile 5.x was written by pnpm 6 and 7, 6.x by 8, 9.x by 9 and later. */
function pnpmOfLockfile(folders: readonly string[]): string {
  for (const folder of folders) {
    const text = readText(join(folder, 'pnpm-lock.yaml'));
    const format = /^lockfileVersion: ['"]?(\d+)/m.exec(text ?? '')?.[1];
    if (format !== undefined) return { 5: '7', 6: '8' }[format] ?? '10';
  }
  return '10';
}

/** Through npm, into a folder of this environment: nothing global is touched. */
function toolOf({ name, carrier, version }: Manager, toolchains: string): { bin: string; setup: Command[] } {
  const prefix = join(toolchains, 'tools', `${name}-${version}`);
  const bin = join(prefix, 'node_modules', '.bin');
  if (isExecutable(join(bin, name))) return { bin, setup: [] };
  return { bin, setup: [{ argv: ['npm', 'install', '--no-save', '--silent', '--prefix', prefix, `${carrier}@${version}`] }] };
}

function packageManagerOf(folder: string): string | null {
  const text = readText(join(folder, 'package.json'));
  if (text === null) return null;
  try {
    return packageSchema.parse(JSON.parse(text)).packageManager ?? null;
  } catch {
    return null;
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function noNode(wanted: string | null): GroundworkError {
  return new GroundworkError({
    code: 'toolchain.missing',
    message: `Node ${wanted ?? ''} is needed, and this machine has none`,
    fix: 'install Node from https://nodejs.org',
    exit: exitCodes.notPossibleHere,
  });
}
