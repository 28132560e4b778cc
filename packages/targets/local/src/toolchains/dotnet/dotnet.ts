import { globSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { toolMissing } from '../missing.ts';
import { plainToolchain, type Toolchain, type ToolchainRequest } from '../toolchain.ts';
import { managedVersions } from '../version-managers.ts';
import { isAtLeast, newestFirst, type Installed } from '../versions.ts';

/** An SDK at least as new as the project's framework: it builds for older ones, and its runtime is told to run them. */
export function dotnetToolchain({ service, toolchains }: ToolchainRequest, sdks: readonly Installed[] = findSdks()): Toolchain {
  const wanted = service.runtime.version;
  const [newest] = newestFirst(sdks);
  const major = wanted?.split('.')[0] ?? null;
  const get = `install .NET ${major ?? ''} from https://dot.net/download`.replace('  ', ' ');
  if (!newest) throw toolMissing(`${service.name} is written for .NET, and this machine has no SDK of it`, get);
  if (wanted !== null && !isAtLeast(newest.version, wanted))
    throw toolMissing(`${service.name} is written for .NET ${wanted}; this machine has ${newest.version}, which cannot build it`, get);
  const same = major === null ? undefined : sdks.find(({ version }) => version.split('.')[0] === major);
  const { program, version } = same ?? newest;
  return {
    ...plainToolchain,
    title: `.NET ${version}`,
    path: [dirname(program), join(toolchains, 'dotnet')],
    env: {
      DOTNET_ROOT: dirname(program),
      DOTNET_CLI_TELEMETRY_OPTOUT: '1',
      DOTNET_NOLOGO: '1',
      DOTNET_SKIP_FIRST_TIME_EXPERIENCE: '1',
      ...(same ? {} : { DOTNET_ROLL_FORWARD: 'Major' }),
    },
    fingerprint: `${program} ${version}`,
    warning: same || major === null ? null : `${service.name} is written for .NET ${wanted ?? ''}; this machine has ${version}`,
  };
}

let found: readonly Installed[] | null = null;

/** Every SDK of this machine: they lie beside the program that starts them. */
function findSdks(): readonly Installed[] {
  found ??= look();
  return found;
}

function look(): Installed[] {
  const own = process.env['DOTNET_ROOT'];
  const folders = [...(own ? [own] : []), join(homedir(), '.dotnet'), '/usr/share/dotnet', '/usr/lib/dotnet', '/usr/local/share/dotnet'];
  const candidates = [
    ...programsOnPath('dotnet'),
    ...[...folders, ...managedVersions({ mise: 'dotnet' })].map((folder) => join(folder, 'dotnet')),
  ];
  const programs = new Set(candidates.filter(isExecutable).map((candidate) => realpathSync(candidate)));
  return [...programs].flatMap((program) =>
    newestFirst(globSync('sdk/[0-9]*', { cwd: dirname(program) }).map((folder) => ({ program, version: basename(folder) }))),
  );
}
