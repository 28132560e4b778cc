import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { machinePath, programsOnPath } from '../../servers/programs.ts';
import { ask } from '../ask.ts';
import { linkTool } from '../link.ts';
import { toolMissing } from '../missing.ts';
import { calls, plainToolchain, type Toolchain, type ToolchainRequest } from '../toolchain.ts';
import { managedVersions } from '../version-managers.ts';
import { chooseVersion, type Installed } from '../versions.ts';

/** PHP as the machine has it; Composer installs into the repository's own `vendor`, where PHP looks for it. */
export function phpToolchain({ service, toolchains }: ToolchainRequest, phps: readonly Installed[] = findPhps()): Toolchain {
  const wanted = service.runtime.version;
  const choice = chooseVersion(phps, wanted);
  if (!choice) throw toolMissing(`${service.name} is written in PHP, and this machine has none`, 'apt-get install php-cli');
  if (calls(service, 'composer') && programsOnPath('composer').length === 0)
    throw toolMissing(`${service.name} is installed by Composer, which this machine does not have`, 'apt-get install composer');
  const { program, version } = choice.chosen;
  const key = createHash('sha256').update(program).digest('hex').slice(0, 8);
  return {
    ...plainToolchain,
    title: `php ${version}`,
    // Debian keeps several beside each other under names with their version; scripts call `php`.
    path: [linkTool(join(toolchains, `php-${key}`), 'php', program)],
    env: { COMPOSER_NO_INTERACTION: '1', COMPOSER_NO_AUDIT: '1', ...(isRoot() ? { COMPOSER_ALLOW_SUPERUSER: '1' } : {}) },
    fingerprint: `${program} ${version}`,
    warning: choice.other ? `${service.name} asks for PHP ${wanted ?? ''}; this machine has ${version}` : null,
  };
}

const isRoot = (): boolean => process.getuid?.() === 0;

let found: readonly Installed[] | null = null;

/** Every PHP of this machine, the one PATH gives first. */
function findPhps(): readonly Installed[] {
  found ??= look();
  return found;
}

function look(): Installed[] {
  const numbered = machinePath().flatMap((folder) => globSync('php[0-9].[0-9]', { cwd: folder }).map((name) => join(folder, name)));
  const managed = managedVersions({ mise: 'php' }).map((root) => join(root, 'bin/php'));
  return [...programsOnPath('php'), ...numbered, ...managed].flatMap((program) => {
    const version = versionOf(program);
    return version === null ? [] : [{ program, version }];
  });
}

function versionOf(program: string): string | null {
  const named = /^php(\d+\.\d+)$/.exec(basename(program))?.[1];
  if (named !== undefined && dirname(program) !== '.') return named;
  return /^\d+\.\d+(?:\.\d+)?/.exec(ask(program, ['-r', 'echo PHP_VERSION;']) ?? '')?.[0] ?? null;
}
