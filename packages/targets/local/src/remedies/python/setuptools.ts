import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonTools } from '../../launch/schema.ts';
import type { Remedy } from '../remedy.ts';

/**
 * A virtual environment no longer brings setuptools along, and setuptools no longer what old packages import of it: `pkg_resources`
 * was taken out in 82 (https://setuptools.pypa.io/en/latest/history.html), `distutils` lives on in it since Python 3.12.
 */
export const oldSetuptools: Remedy<PythonTools> = {
  name: 'python.setuptools',
  fits: (log) => /No module named '?(?:pkg_resources|distutils|setuptools)\b/.test(log),
  prepare: ({ tools }) => {
    const constraint = `${tools.constraints}.setuptools`;
    writeFileSync(constraint, 'setuptools<81\n');
    return Promise.resolve({
      says: 'a package of it needs an older setuptools: installing that',
      commands: [{ argv: [join(tools.venv, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', 'setuptools<81'] }],
      env: { PIP_CONSTRAINT: constraint, PIP_BUILD_CONSTRAINT: constraint, UV_BUILD_CONSTRAINT: constraint },
      path: [],
    });
  },
};
