import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { satisfies, validRange } from 'semver';
import { z } from 'zod';
import type { Command } from '../../launch/command.ts';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { linkTool } from '../link.ts';
import { toolMissing } from '../missing.ts';
import { calls, plainToolchain, type Toolchain, type ToolchainRequest } from '../toolchain.ts';
import { chooseVersion, type Choice, type Installed } from '../versions.ts';
import { findNodes } from './find.ts';
import { fetchNode } from './npm-node.ts';

/** Node as the machine has it, else from npm; npm and its relatives install into the repository's own node_modules, where its tools look for it. */
export function nodeToolchain({ service, cwd, dir, toolchains }: ToolchainRequest): Toolchain {
  const wanted = service.runtime.version;
  const range = wanted === null ? null : validRange(wanted, { loose: true });
  const choice = choose(findNodes(), wanted, range);
  if (!choice)
    throw toolMissing(`${service.name} asks for Node ${wanted ?? ''}, and this machine has none`, 'install Node from https://nodejs.org');
  const { program, version } = choice.chosen;
  const own = onlyNode(program, join(toolchains, `node-${version}`));
  const fetched = choice.other && range !== null ? fetchNode(range, toolchains, own) : null;
  const managers = managersOf(cwd, dir).filter(({ name }) => calls(service, name) && programsOnPath(name).length === 0);
  const tools = managers.map((manager) => toolOf(manager, toolchains));
  return {
    ...plainToolchain,
    title: `node ${fetched ? (wanted ?? '') : version}`,
    path: [fetched?.bin ?? own, ...tools.map(({ bin }) => bin), join(cwd, 'node_modules', '.bin'), join(dir, 'node_modules', '.bin')],
    env: {
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      NEXT_TELEMETRY_DISABLED: '1',
      COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
      ...(fetched ? { npm_config_nodedir: fetched.headers } : {}),
    },
    setup: [...(fetched?.setup ?? []), ...tools.flatMap(({ setup }) => setup)],
    fingerprint: `${fetched ? range : version} ${managers.map(({ name, version: of }) => `${name}@${of}`).join(' ')}`,
    tools: { language: 'node', version, bin: own, toolchains, locked: [cwd, dir].some(hasLockfile) },
    warning: choice.other && !fetched ? `${service.name} asks for Node ${wanted ?? ''}; this machine has ${version}` : null,
  };
}

const hasLockfile = (folder: string): boolean =>
  ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'].some((name) =>
    existsSync(join(folder, name)),
  );

function choose(nodes: readonly Installed[], wanted: string | null, range: string | null): Choice<Installed> | null {
  const fitting = range === null ? undefined : nodes.find(({ version }) => satisfies(version, range));
  return fitting ? { chosen: fitting, other: false } : chooseVersion(nodes, wanted);
}

/** A folder with the chosen `node`, and its own npm where the machine's does not run on one so old. */
function onlyNode(program: string, folder: string): string {
  for (const name of ['npm', 'npx']) {
    const beside = join(dirname(realpathSync(program)), name);
    if (programsOnPath('node')[0] !== program && existsSync(beside)) linkTool(folder, name, beside);
  }
  return linkTool(folder, 'node', program);
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
