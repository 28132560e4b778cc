import type { Component } from '@groundwork/scan';
import { posix } from 'node:path';
import type { Jail } from '../../jail/jail.ts';
import { outputOf, runJailed, type Finished, type RunOptions, type ShellCommand } from '../run/jailed.ts';
import type { Prepare } from './prepare.ts';

/**
 * Installs each component as its manifests say, in the folder itself: packages of Python in a virtual environment beside the code, so
 * that a copy of the folder has them too.
 */
export const installComponents: Prepare = async (jail, components, options) => {
  const python = components.filter(({ language, install }) => language === 'python' && install.length > 0);
  const bins = python.map(({ path }) => `${posix.join(jail.folder, path)}/.venv/bin`);
  const path = (await outputOf(jail, ['sh', '-c', 'printf %s "$PATH"'])) ?? '/usr/bin:/bin';
  const env: Record<string, string> = {
    ...(bins.length > 0 && { PATH: [...bins, path].join(':') }),
    // What would otherwise be put where the copy does not have it.
    UV_PROJECT_ENVIRONMENT: '.venv',
    POETRY_VIRTUALENVS_IN_PROJECT: 'true',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
  };
  for (const component of components) {
    for (const command of await commandsFor(component, jail)) {
      const ran = await runJailed(jail, { ...command, env }, options);
      if (ran.exit !== 0) return { env, failed: ran };
    }
  }
  return { env, failed: await testRunner(jail, python, env, options) };
};

async function commandsFor({ language, path, install }: Component, jail: Jail): Promise<readonly ShellCommand[]> {
  const commands = install.map((command) => ({ command: withTests(command), in: path }));
  const byPip = language === 'python' && install.some((command) => /^(python[\d.]* -m )?pip\b/.test(command));
  if (!byPip) return commands;
  const folder = posix.join(jail.folder, path);
  const there = await outputOf(jail, ['test', '-x', `${folder}/.venv/bin/python`]);
  const dev = await outputOf(jail, [
    'sh',
    '-c',
    'cd "$1" && ls requirements*dev*.txt requirements*test*.txt dev-requirements.txt test-requirements.txt requirements/dev*.txt requirements/test*.txt 2>/dev/null || true',
    'sh',
    folder,
  ]);
  return [
    ...(there === null ? [{ command: 'python3 -m venv .venv', in: path }] : []),
    ...commands,
    ...(dev ?? '')
      .split('\n')
      .filter((file) => /^[\w./-]+$/.test(file))
      .map((file) => ({ command: `pip install -r ${file}`, in: path })),
  ];
}

/** Many name their packages and not what they are tested with. */
async function testRunner(
  jail: Jail,
  python: readonly Component[],
  env: Readonly<Record<string, string>>,
  options: RunOptions,
): Promise<Finished | null> {
  for (const { path, install } of python) {
    if (!install.some((command) => command.includes('pip'))) continue;
    const ran = await runJailed(
      jail,
      { command: '.venv/bin/python -c "import pytest" 2>/dev/null || .venv/bin/pip install pytest', in: path, env },
      options,
    );
    if (ran.exit !== 0) return ran;
  }
  return null;
}

/** What is installed to be run is installed to be tested: with what only tests need, and the package as the code that lies there. */
const withTests = (command: string): string =>
  command
    .replace(/^pip install \.$/, 'pip install -e .')
    .replace(/ --only main\b/, '')
    .replace(/ --prod\b/, '');
