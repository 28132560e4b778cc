import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { condaStandIn, requirementsIn } from './conda.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'observatory-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('an environment file without conda', () => {
  it('is what pip carries of it, under the names of PyPI', () => {
    const file = join(folder, 'environment.yml');
    writeFileSync(
      file,
      `name: observatory
channels: [pytorch, conda-forge]
dependencies:
  - python=3.11
  - pytorch::pytorch=2.1
  - conda-forge::numpy=1.26.4=py311h64a7726_0
  - pandas==2.2.0
  - scikit-learn >0.19.1
  - cudatoolkit=11.8
  - matplotlib-base
  - libgdal
  - pip
  - pip:
      - mlflow
      - "-r extra.txt"
`,
    );
    expect(requirementsIn(file)).toEqual([
      'torch==2.1.*',
      'numpy==1.26.4.*',
      'pandas==2.2.0',
      'scikit-learn>0.19.1',
      'matplotlib',
      'mlflow',
      `-r ${folder}/extra.txt`,
    ]);
  });

  it('is installed by the command the repository would use', () => {
    writeFileSync(join(folder, 'conda.yaml'), 'dependencies: [numpy]\n');
    const { bin } = condaStandIn(folder, folder, 'root') ?? { bin: '' };
    writeFileSync(join(bin, 'python'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    const run = (...args: string[]) =>
      execFileSync(join(bin, 'conda'), args, { encoding: 'utf8', env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` } }).trim();
    expect(run('env', 'update', '--file', 'conda.yaml')).toBe(`-m pip install -r ${bin}/conda.yaml.txt`);
    expect(readFileSync(join(bin, 'conda.yaml.txt'), 'utf8')).toBe('numpy\n');
    expect(run('run', '-n', 'observatory', 'python', 'stars.py')).toBe('stars.py');
  });

  it('is none when there is no such file', () => {
    writeFileSync(join(folder, 'environment.yml'), 'production: { url: https://example.org }\n');
    expect(condaStandIn(folder, folder, 'root')).toBeNull();
  });
});
