import { join } from 'node:path';
import { inside } from '../../workbench/places.ts';
import type { FoundToolchain, NotNative } from '../environment.ts';
import { inHome, installationOf, managedPrograms, programOnPath } from './programs.ts';

const venv = `${inside.home}/venv`;

/** The interpreter of exactly that version, in a virtual environment of the instance's own. */
export function findPython(version: string, downloads: string): FoundToolchain | NotNative {
  const program =
    programOnPath(`python${version}`) ??
    managedPrograms(
      process.env['PYENV_ROOT'] === undefined ? inHome('.pyenv/versions') : join(process.env['PYENV_ROOT'], 'versions'),
      `${version}.`,
      `bin/python${version}`,
    )[0] ??
    managedPrograms(
      process.env['UV_PYTHON_INSTALL_DIR'] ?? inHome('.local/share/uv/python'),
      `cpython-${version}.`,
      `bin/python${version}`,
    )[0];
  if (program === undefined) return { why: `Python ${version} is not installed`, fix: `uv python install ${version}` };
  return {
    readable: installationOf(program),
    path: [`${venv}/bin`],
    variables: {
      VIRTUAL_ENV: venv,
      PIP_CACHE_DIR: join(downloads, 'pip'),
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      PIP_ROOT_USER_ACTION: 'ignore',
    },
    // Those of the harness's time: newer ones no longer build what was written for them.
    setup: [`${program} -m venv ${venv}`, 'python -m pip install -q --upgrade "pip<25" "setuptools==68.0.0" "wheel==0.42.0"'],
    offline: { PIP_NO_INDEX: '1' },
  };
}
