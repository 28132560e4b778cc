import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { StandIn } from './poetry.ts';

/**
 * Stands in for conda where the machine has none: the Python packages of its environment file under the names PyPI has for them,
 * installed by pip. Compilers, drivers and libraries, which pip does not carry, are left to the machine. `null` without such a file.
 */
export function condaStandIn(folder: string, toolchains: string, place: string): StandIn | null {
  const files = globSync(['environment.{yml,yaml}', 'conda.{yml,yaml}', '*env*.{yml,yaml}', '*conda*.{yml,yaml}'], { cwd: folder });
  const environments = files.flatMap((file) => {
    const requirements = requirementsIn(join(folder, file));
    return requirements === null ? [] : [{ file, requirements }];
  });
  if (environments.length === 0) return null;
  const own = join(toolchains, 'conda', place);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const lists = environments.map(({ file, requirements }) => {
    const list = join(own, `${file}.txt`);
    writeFileSync(list, `${requirements.join('\n')}\n`);
    return list;
  });
  for (const name of ['conda', 'mamba', 'micromamba']) writeFileSync(join(own, name), script, { mode: 0o755 });
  return { bin: own, requirements: lists, locked: false };
}

const script = `#!/bin/sh
set -e
here=$(cd "$(dirname "$0")" && pwd)
case "$1" in
  env|create|install|update)
    while [ $# -gt 0 ]; do
      case "$1" in -f|--file) file=$(basename "$2"); shift ;; --file=*) file=$(basename "\${1#--file=}") ;; esac
      shift
    done
    [ -n "$file" ] || file=environment.yml
    exec python -m pip install -r "$here/$file.txt" ;;
  run)
    shift
    while [ $# -gt 0 ]; do
      case "$1" in -n|--name|-p|--prefix) shift 2 ;; -*) shift ;; *) break ;; esac
    done
    exec "$@" ;;
  activate|deactivate|config|init) ;;
  --version) echo "pip, standing in for conda" ;;
  *) echo "conda $1: conda is not on this machine (see https://docs.conda.io)" >&2; exit 127 ;;
esac
`;

const environmentSchema = z.object({
  dependencies: z.array(z.union([z.string(), z.object({ pip: z.array(z.string()).nullish() })])),
});

/** What pip is told of an environment file, `null` when the file is none. */
export function requirementsIn(file: string): string[] | null {
  try {
    const { success, data } = environmentSchema.safeParse(parse(readFileSync(file, 'utf8'), { maxAliasCount: 100 }));
    if (!success) return null;
    return data.dependencies.flatMap((entry) =>
      typeof entry === 'string' ? requirementOf(entry) : (entry.pip ?? []).filter(isPackage).map((line) => beside(file, line)),
    );
  } catch {
    return null;
  }
}

/** `conda-forge::numpy=1.26=py311h64a7726_0` is `numpy==1.26.*`: one sign is a prefix, two are exact, the build is conda's own. */
function requirementOf(entry: string): string[] {
  const spec = entry
    .replace(/^[\w./-]+::/, '')
    .replace(/\[.*\]$/, '')
    .trim();
  const [, conda = '', rest = ''] = /^([\w.-]+)\s*(.*)$/.exec(spec) ?? [];
  if (conda === '' || notOnPypi.test(conda)) return [];
  const name = pypiNames[conda] ?? conda.replace(/-base$/, '');
  const bare = rest.replace(/^(\d)/, '=$1').replaceAll(/\s/g, '');
  const prefix = /^=(\d[\w.*]*)(?:=.*)?$/.exec(bare)?.[1];
  if (prefix !== undefined) return [`${name}==${prefix.endsWith('*') ? prefix : `${prefix}.*`}`];
  return [`${name}${bare.replace(/^(==[\w.*]+)=.*$/, '$1')}`];
}

/** A list of requirements is named from where the environment file lies. */
const beside = (file: string, line: string): string => line.replace(/^(-r|-c)\s*(?=[^/\s])/, `$1 ${dirname(file)}/`);

const isPackage = (line: string): boolean => !/^\s*(#|$)/.test(line);

/** Packages whose name on conda's channels is not the one on PyPI. */
const pypiNames: Readonly<Record<string, string>> = {
  pytorch: 'torch',
  'pytorch-cpu': 'torch',
  'pytorch-gpu': 'torch',
  'tensorflow-gpu': 'tensorflow',
  opencv: 'opencv-python-headless',
  'py-opencv': 'opencv-python-headless',
  'py-xgboost': 'xgboost',
  'py-xgboost-cpu': 'xgboost',
  'msgpack-python': 'msgpack',
  pytables: 'tables',
  'python-graphviz': 'graphviz',
  'dask-core': 'dask',
  'faiss-gpu': 'faiss-cpu',
  faiss: 'faiss-cpu',
  huggingface_hub: 'huggingface-hub',
  'python-kaleido': 'kaleido',
  psycopg2: 'psycopg2-binary',
  importlib_metadata: 'importlib-metadata',
  ruamel_yaml: 'ruamel.yaml',
};

/** Interpreters, compilers, drivers, shells and libraries: of the machine, not of Python. */
const notOnPypi =
  /^(?:python|pip|python_abi|_.*|r-.*|lib.*|cuda.*|cudnn|nccl|pytorch-cuda|pytorch-mutex|cpuonly|gcc.*|gxx.*|gfortran.*|clang.*|llvm-openmp|binutils.*|compilers|c-compiler|cxx-compiler|sysroot.*|make|cmake|ninja|pkg-config|mkl.*|blas|openblas|openssl|ca-certificates|certifi|zlib|xz|bzip2|readline|ncurses|sqlite|tk|git|git-lfs|wget|curl|ffmpeg|graphviz|nodejs|openjdk|jpeg|libpng|freetype|hdf5|intel-openmp|ld_impl.*|zstd|lz4-c|perl|rust|go|yarn|bash|tmux|vim)$/;
