import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { ask } from '../ask.ts';
import { toolMissing } from '../missing.ts';
import { plainToolchain, type Toolchain, type ToolchainRequest } from '../toolchain.ts';
import { managedVersions } from '../version-managers.ts';
import { chooseVersion, type Installed } from '../versions.ts';

/** Gems go into a folder of the service's own, with the programs they bring. */
export function rubyToolchain({ service, cwd, dir, toolchains }: ToolchainRequest, rubies: readonly Installed[] = findRubies()): Toolchain {
  const wanted = service.runtime.version;
  const choice = chooseVersion(rubies, wanted);
  if (!choice) throw toolMissing(`${service.name} is written in Ruby, and this machine has none`, 'apt-get install ruby-full');
  const { program, version } = choice.chosen;
  const key = createHash('sha256')
    .update(`${relative(dir, cwd)}\0${program}`)
    .digest('hex')
    .slice(0, 8);
  const home = join(toolchains, `ruby-${version}-${key}`);
  const bundler = isExecutable(join(dirname(program), 'bundle')) || isExecutable(join(home, 'bin', 'bundle'));
  return {
    ...plainToolchain,
    title: `ruby ${version}`,
    path: [join(home, 'bin'), dirname(program)],
    env: {
      GEM_HOME: home,
      BUNDLE_PATH: home,
      BUNDLE_APP_CONFIG: join(home, 'bundle'),
    },
    setup: bundler ? [] : [{ argv: ['gem', 'install', '--no-document', 'bundler'] }],
    fingerprint: `${program} ${version}`,
    warning: choice.other ? `${service.name} asks for Ruby ${wanted ?? ''}; this machine has ${version}` : null,
  };
}

let found: readonly Installed[] | null = null;

/** Every Ruby of this machine, the one PATH gives first. */
function findRubies(): readonly Installed[] {
  found ??= look();
  return found;
}

function look(): Installed[] {
  const roots = [
    ...globSync([join(process.env['RBENV_ROOT'] ?? join(homedir(), '.rbenv'), 'versions/*'), join(homedir(), '.rvm/rubies/ruby-*')]),
    ...managedVersions({ mise: 'ruby' }),
  ];
  return [...programsOnPath('ruby'), ...roots.map((root) => join(root, 'bin/ruby'))].filter(isExecutable).flatMap((program) => {
    const version = ask(program, ['-e', 'print RUBY_VERSION']);
    return version === null ? [] : [{ program, version }];
  });
}
