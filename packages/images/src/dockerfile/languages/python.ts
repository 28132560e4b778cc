import { has, inFolder, namesIn, resolveIn, type Files } from '../../files.ts';
import { cuda, installers, miniforge, official, plainDebian } from '../base-images.ts';
import { run, type Line, type Making, type Recipe } from '../recipe.ts';

const venv = '/opt/venv';

/** A virtual environment that is made with compilers at hand and taken over as a whole. */
export function python(making: Making): Recipe {
  const { service, install, files, code } = making;
  const conda = install.some((command) => /\bconda\b/.test(command));
  const { version } = service.runtime;
  const plan = conda ? condaPlan(making) : installPlan(making);
  const gpu = service.gpu === 'none' ? null : gpuOf(making);
  return {
    build: conda ? miniforge : official('python', version, 'full'),
    runtime: conda ? plainDebian : official('python', version, 'slim'),
    ...(gpu?.libraries ? { stages: { cuda } } : {}),
    buildEnv: {
      VIRTUAL_ENV: venv,
      PATH: `${venv}/bin:$PATH`,
      PYTHONDONTWRITEBYTECODE: '1',
      PIP_NO_CACHE_DIR: '1',
      PIP_NO_COMPILE: '1',
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      PIP_ROOT_USER_ACTION: 'ignore',
      ...(install.some((command) => /\buv\b/.test(command))
        ? { UV_PROJECT_ENVIRONMENT: venv, UV_LINK_MODE: 'copy', UV_NO_CACHE: '1', UV_NO_DEV: '1', UV_PYTHON_DOWNLOADS: 'never' }
        : {}),
      ...(install.some((command) => /\bpoetry\b/.test(command)) ? { POETRY_NO_INTERACTION: '1', POETRY_VIRTUALENVS_CREATE: 'false' } : {}),
      ...versionFromGit(making),
    },
    tools: conda ? [] : [...installerLines(making), run(`python -m venv ${venv}`)],
    ...plan,
    strip: [
      run(
        `python -m compileall -q --invalidation-mode unchecked-hash ${venv} > /dev/null || true`,
        'Compiled now, by content and without dates: a start takes less time, and the same packages give the same bytes.',
      ),
    ],
    ...(conda ? {} : { linked: { folders: [venv] } }),
    runtimeEnv: {
      PATH: `${venv}/bin:$PATH`,
      VIRTUAL_ENV: venv,
      PYTHONUNBUFFERED: '1',
      PYTHONDONTWRITEBYTECODE: '1',
      ...(gpu ? gpu.env : {}),
    },
    artifacts: [
      ...(gpu?.libraries ?? []),
      { from: venv, to: venv, why: 'What it depends on.' },
      { from: code, to: code, why: 'The code.', owned: true },
    ],
    ...(making.runs.length > 0 && making.runs.every((command) => /^uwsgi\b/.test(command) && !command.includes('die-on-term'))
      ? {
          stopSignal: {
            signal: 'SIGINT',
            why: 'uWSGI takes SIGTERM for a reload: https://uwsgi-docs.readthedocs.io/en/latest/Management.html',
          },
        }
      : {}),
    ...(files.paths.length === 0 ? { wholeFirst: null } : {}),
  };
}

type InstallPlan = Pick<Recipe, 'manifests' | 'dependencies' | 'finish' | 'wholeFirst'>;

function installPlan({ service, install, files }: Making): InstallPlan {
  const at = (name: string): string => inFolder(service.path, name);
  const names = namesIn(files, service.path);
  const present = (...wanted: string[]): string[] => wanted.filter((name) => names.has(name)).map(at);
  const text = (name: string): string => files.read(at(name)) ?? '';
  const whole = (why: string): InstallPlan => ({
    manifests: [],
    dependencies: [],
    finish: install.map((each) => run(each)),
    wholeFirst: why,
  });
  const lines = (commands: readonly string[]): Line[] => commands.map((each) => run(each));
  const [first = ''] = install;
  if (install.length === 0) return { manifests: [], dependencies: [], finish: [], wholeFirst: null };
  if (/^uv sync\b/.test(first)) {
    if (!names.has('uv.lock')) return whole('uv.lock is missing: what is installed is resolved from the whole.');
    if (/\[tool\.uv\.workspace\]|path\s*=\s*["']|workspace\s*=\s*true/.test(text('pyproject.toml')))
      return whole('Packages of this repository are among its dependencies.');
    return {
      manifests: present('pyproject.toml', 'uv.lock', '.python-version', 'uv.toml'),
      dependencies: lines(install.map((each) => (each.startsWith('uv sync') ? `${each} --no-install-project` : each))),
      finish: lines(install),
      wholeFirst: null,
    };
  }
  if (/^poetry install\b/.test(first))
    return {
      manifests: present('pyproject.toml', 'poetry.lock', 'poetry.toml'),
      dependencies: lines([`${first} --no-root --no-directory`]),
      finish: lines(install),
      wholeFirst: null,
    };
  if (/^pdm (?:install|sync)\b/.test(first) && names.has('pdm.lock'))
    return {
      manifests: present('pyproject.toml', 'pdm.lock', 'pdm.toml'),
      dependencies: lines([`${first} --no-self`]),
      finish: lines(install),
      wholeFirst: null,
    };
  if (/^pipenv (?:install|sync)\b/.test(first))
    return { manifests: present('Pipfile', 'Pipfile.lock'), dependencies: lines(install), finish: [], wholeFirst: null };
  const requirements = requirementFiles(install, service.path, files);
  if (requirements === null) return whole('It installs itself, or a package of this repository.');
  return { manifests: requirements, dependencies: lines(install), finish: [], wholeFirst: null };
}

/** The environment is made at a place of its own, whatever name its file gives it. */
function condaPlan({ service, install, files }: Making): InstallPlan {
  const commands = install.map((each) => each.replace(/\bconda env (update|create)\b/, `conda env $1 --prefix ${venv}`));
  const file = /(?:-f|--file)[ =](\S+)/.exec(install.join(' '))?.[1];
  const path = file === undefined ? null : resolveIn(service.path, file);
  const local = path === null || /^\s*-\s*(?:-e|-r|\.|file:)/m.test(files.read(path) ?? '.');
  if (local)
    return {
      manifests: [],
      dependencies: [],
      finish: commands.map((each) => run(each)),
      wholeFirst: 'Its environment names files of this repository.',
    };
  return { manifests: path === null ? [] : [path], dependencies: commands.map((each) => run(each)), finish: [], wholeFirst: null };
}

/** The requirement files that pip is told of, with those they include; `null` when they need more of the repository. */
function requirementFiles(install: readonly string[], folder: string, files: Files): string[] | null {
  const found = new Set<string>();
  for (const command of install) {
    let at = folder;
    for (const part of command.split('&&').map((each) => each.trim())) {
      const to = /^cd\s+(\S+)/.exec(part)?.[1];
      if (to !== undefined) at = resolveIn(at, to) ?? at;
      else if (!part.includes('pip ') || /\s(?:-e|--editable|\.|\.\/\S*|\.\[\S+)(?:\s|$)/.test(part)) return null;
      for (const [, name = ''] of part.matchAll(/\s(?:-r|--requirement|-c|--constraint)[ =]?(\S+)/g)) {
        if (!include(resolveIn(at, name), files, found)) return null;
      }
    }
  }
  return found.size === 0 ? null : [...found];
}

function include(path: string | null, files: Files, found: Set<string>): boolean {
  if (path === null || !has(files, path)) return false;
  if (found.has(path)) return true;
  found.add(path);
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
  for (const line of (files.read(path) ?? '').split('\n').map((each) => each.trim())) {
    if (/^(?:-e\s|--editable[ =]|\.{1,2}(?:\/|$|\[)|file:|.*@\s*file:)/.test(line)) return false;
    const name = /^(?:-r|--requirement|-c|--constraint)[ =]?(\S+)/.exec(line)?.[1];
    if (name !== undefined && !include(resolveIn(folder, name), files, found)) return false;
  }
  return true;
}

function installerLines({ service, install, build, runs, files }: Making): Line[] {
  const commands = [...install, ...build, ...runs];
  const called = (['uv', 'poetry', 'pdm', 'pipenv'] as const).filter((name) =>
    commands.some((command) => new RegExp(`(?:^|[\\s;&])${name}\\s`).test(command)),
  );
  const pinned = called.map(
    (name) => `${name}==${name === 'poetry' ? poetryVersion(service.path, service.runtime.version, files) : installers[name]}`,
  );
  return pinned.length === 0 ? [] : [run(`pip install ${pinned.join(' ')}`)];
}

/** The release that wrote the lockfile; newer ones do not run on old Pythons. */
function poetryVersion(path: string, python: string | null, files: Files): string {
  const written = /generated by Poetry (\d+\.\d+\.\d+)/.exec(files.read(inFolder(path, 'poetry.lock')) ?? '')?.[1];
  if (written !== undefined) return written;
  const minor = Number(/^3\.(\d+)/.exec(python ?? '')?.[1] ?? 12);
  return minor >= 10 ? installers.poetry : minor >= 8 ? '1.8.5' : '1.5.1';
}

/** The repository's history is no part of the build: what would read its version there is told one. */
function versionFromGit({ service, files }: Making): Record<string, string> {
  const text = files.read(inFolder(service.path, 'pyproject.toml')) ?? files.read(inFolder(service.path, 'setup.py')) ?? '';
  if (/setuptools[-_]scm|hatch-vcs/.test(text)) return { SETUPTOOLS_SCM_PRETEND_VERSION: '0.0.0' };
  return /pdm-backend[\s\S]*source\s*=\s*"scm"/.test(text) ? { PDM_BUILD_SCM_VERSION: '0.0.0' } : {};
}

/** Wheels that bring the libraries of CUDA along as packages of their own. */
const bringCuda =
  /(?:^|["'\s])(?:torch|vllm|jax\[cuda\d+\]|tensorflow\[and-cuda\]|xformers|flash-attn|accelerate|bitsandbytes|sentence-transformers|ultralytics|openai-whisper)(?=$|[\s"'<>=!~;,[])/im;

function gpuOf({ service, files }: Making): { env: Record<string, string>; libraries?: NonNullable<Recipe['artifacts']> } {
  const manifests = files.paths.filter(
    (path) =>
      /(?:requirements?[^/]*\.(?:txt|in)|pyproject\.toml|Pipfile|ya?ml)$/.test(path) &&
      (service.path === '.' || path.startsWith(`${service.path}/`)),
  );
  // The NVIDIA container toolkit puts the driver in by these: https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html
  const env = { NVIDIA_VISIBLE_DEVICES: 'all', NVIDIA_DRIVER_CAPABILITIES: 'compute,utility' };
  if (manifests.some((path) => bringCuda.test(files.read(path) ?? ''))) return { env };
  return {
    env: { ...env, LD_LIBRARY_PATH: '/usr/local/cuda/lib64:/usr/local/cuda/cudnn' },
    libraries: [
      { from: 'cuda:/usr/local/cuda/', to: '/usr/local/cuda/', why: 'CUDA: none of its packages brings it along.' },
      { from: 'cuda:/usr/lib/x86_64-linux-gnu/libcudnn*', to: '/usr/local/cuda/cudnn/', why: 'cuDNN.' },
    ],
  };
}
