import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';

interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

export interface Toolchains {
  /** For `JailOptions.readable`. */
  readonly readable: readonly string[];
  /** `PATH`, and where tools look for their own parts. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Where people keep toolchains outside of the system's folders: below the home, or where a variable says. Only the programs
 * themselves: beside them lie passwords (`~/.cargo/credentials.toml`) and caches that a jail must not write.
 */
const kept: readonly {
  readonly variable: string | null;
  readonly folder: string;
  readonly parts: readonly string[];
  readonly told: boolean;
}[] = [
  {
    variable: 'PYENV_ROOT',
    folder: '.pyenv',
    parts: ['bin', 'libexec', 'shims', 'versions', 'plugins', 'completions', 'version', 'pyenv.d'],
    told: true,
  },
  { variable: 'NVM_DIR', folder: '.nvm', parts: ['versions'], told: false },
  { variable: 'FNM_DIR', folder: '.local/share/fnm', parts: ['node-versions', 'aliases'], told: false },
  { variable: 'VOLTA_HOME', folder: '.volta', parts: ['bin', 'tools'], told: true },
  { variable: 'CARGO_HOME', folder: '.cargo', parts: ['bin'], told: false },
  { variable: 'RUSTUP_HOME', folder: '.rustup', parts: ['toolchains', 'settings.toml'], told: true },
  { variable: 'RBENV_ROOT', folder: '.rbenv', parts: ['bin', 'libexec', 'shims', 'versions', 'version'], told: true },
  { variable: 'SDKMAN_DIR', folder: '.sdkman', parts: ['candidates'], told: false },
  { variable: 'BUN_INSTALL', folder: '.bun', parts: ['bin'], told: false },
  { variable: 'DENO_INSTALL', folder: '.deno', parts: ['bin'], told: false },
  { variable: 'MISE_DATA_DIR', folder: '.local/share/mise', parts: ['installs', 'shims'], told: true },
  { variable: 'ASDF_DATA_DIR', folder: '.asdf', parts: ['installs', 'shims', 'plugins'], told: true },
  {
    variable: 'DOTNET_ROOT',
    folder: '.dotnet',
    parts: ['dotnet', 'host', 'sdk', 'shared', 'packs', 'templates', 'sdk-manifests', 'library-packs'],
    told: true,
  },
  { variable: 'UV_PYTHON_INSTALL_DIR', folder: '.local/share/uv/python', parts: ['.'], told: true },
  { variable: null, folder: '.local/share/uv/tools', parts: ['.'], told: false },
  { variable: null, folder: '.local/share/pipx/venvs', parts: ['.'], told: false },
  { variable: null, folder: '.local/bin', parts: ['.'], told: false },
];

const ofSystem = ['/usr', '/bin', '/sbin', '/lib', '/nix/store', '/gnu/store'];
/** Folders that are no one's home; of each, one folder is one piece of software. */
const added = ['/opt', '/snap', '/home/linuxbrew'];

/** What of the person's PATH a jail gets to see. */
export function toolchainsOf({ env, home }: Machine): Toolchains {
  const readable = new Set<string>();
  const told: Record<string, string> = {};
  for (const { variable, folder, parts, told: isTold } of kept) {
    const root = (variable === null ? undefined : env[variable]) || join(home, folder);
    const there = existsSync(root) ? parts.map((part) => join(root, part)).filter((path) => existsSync(path)) : [];
    for (const path of there) readable.add(path);
    if (variable !== null && isTold && there.length > 0) told[variable] = root;
  }
  for (const variable of ['JAVA_HOME', 'GOROOT', 'MAVEN_HOME', 'GRADLE_HOME']) {
    const root = env[variable];
    if (!root || !existsSync(root) || isHome(root, home)) continue;
    told[variable] = root;
    if (!isOfSystem(root)) readable.add(root);
  }
  const path = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/') && existsSync(folder));
  for (const folder of path) {
    const parent = added.find((each) => folder.startsWith(each + sep));
    const name = parent === undefined ? undefined : folder.slice(parent.length + 1).split(sep)[0];
    if (parent !== undefined && name !== undefined) readable.add(join(parent, name));
  }
  const visible = path.filter(
    (folder) => isOfSystem(folder) || [...readable].some((root) => folder === root || folder.startsWith(root + sep)),
  );
  return { readable: [...readable], env: { ...told, PATH: [...new Set([...visible, ...always])].join(delimiter) } };
}

const always = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/sbin', '/usr/sbin', '/sbin'];

const isOfSystem = (folder: string): boolean => ofSystem.some((each) => folder === each || folder.startsWith(each + sep));

function isHome(folder: string, home: string): boolean {
  const real = realpathSync(folder);
  return home === real || home.startsWith(real === sep ? sep : real + sep);
}
