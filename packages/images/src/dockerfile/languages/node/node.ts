import { baseName, below, folderOf, isUnder, nearest, type Files } from '../../../files.ts';
import { official } from '../../base-images.ts';
import { run, type Making, type Recipe } from '../../recipe.ts';
import { siteLines, siteServer } from '../static.ts';
import { managersOf } from './managers.ts';
import { manifestOf, type Manifest } from './manifest.ts';
import { pruneOf } from './prune.ts';

const locks = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];
const settings = [
  '.npmrc',
  '.yarnrc',
  '.yarnrc.yml',
  '.pnpmfile.cjs',
  'pnpm-workspace.yaml',
  'lerna.json',
  '.nvmrc',
  '.node-version',
  'bunfig.toml',
  'turbo.json',
];

export function node(making: Making): Recipe {
  const { service, files, scope, install, build, runs } = making;
  const manifest = manifestOf(files, service.path);
  const berry = nearest(files, service.path, ['.yarnrc.yml']) !== null;
  const isPage = service.kind === 'static';
  const managers = managersOf(making, [...install, ...build]);
  const atRunTime = managersOf(making, runs);
  const manifests = manifestsOf(files, scope);
  const scripts = lifecycleScripts(files, manifests);
  const prune = isPage ? null : pruneOf(making, manifest);
  const shared: Pick<Recipe, 'build' | 'buildEnv' | 'buildPackages' | 'tools' | 'manifests' | 'dependencies' | 'finish' | 'wholeFirst'> = {
    build: official('node', service.runtime.version, 'full'),
    buildEnv: {
      NEXT_TELEMETRY_DISABLED: '1',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      // What Yarn keeps outside of the repository stays behind in this stage.
      ...(berry ? { YARN_ENABLE_GLOBAL_CACHE: 'false', YARN_ENABLE_TELEMETRY: '0' } : {}),
      ...gitOverHttps(files, manifests),
      ...(oldHashes(making, manifest) ? { NODE_OPTIONS: '--openssl-legacy-provider' } : {}),
    },
    ...(lockNames(files, manifests, /"?cmake-(?:js|ts)["@:]/) ? { buildPackages: ['cmake'] } : {}),
    tools: managers,
    ...(scripts === null
      ? { manifests, dependencies: install.map((each) => run(each)), finish: [], wholeFirst: null }
      : {
          manifests: [],
          dependencies: [],
          finish: install.map((each) => run(each)),
          wholeFirst: `${scripts} runs while it is installed, and may need any file.`,
        }),
  };
  if (isPage) return { ...shared, strip: [...siteLines(making.folder)], ...siteServer };
  return {
    ...shared,
    runtime: official('node', service.runtime.version, 'slim'),
    strip: [
      ...(prune === null ? [] : [run(prune, 'What only building needed: nothing that starts names it.')]),
      ...(berry
        ? [run('test -e /app/.pnp.cjs || rm -rf /app/.yarn/cache', 'Packages as they were fetched, where they are unpacked as well.')]
        : []),
    ],
    ...(isCompiled(files, manifests) ? { linked: { folders: [making.code] } } : {}),
    runtimeTools: atRunTime,
    runtimeEnv: {
      NODE_ENV: 'production',
      PATH: `${[...new Set([making.folder, making.code])].map((folder) => `${folder}/node_modules/.bin`).join(':')}:$PATH`,
      npm_config_update_notifier: 'false',
    },
  };
}

/** Everything that decides what is installed, of the whole workspace. */
function manifestsOf(files: Files, scope: string): string[] {
  return files.paths.filter((path) => {
    if (!isUnder(path, scope) || /(?:^|\/)(?:node_modules|tests?|__tests__|fixtures?|examples?)\//.test(below(path, scope))) return false;
    const name = baseName(path);
    if (name === 'package.json' || locks.includes(name)) return true;
    if (/(?:^|\/)(?:patches|\.yarn\/(?:releases|plugins|patches))\//.test(path)) return true;
    return settings.includes(name);
  });
}

/** The script that npm runs by itself when it installs; `null` when there is none. */
function lifecycleScripts(files: Files, manifests: readonly string[]): string | null {
  for (const path of manifests.filter((each) => baseName(each) === 'package.json')) {
    const { scripts } = manifestOf(files, folderOf(path));
    const name = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'].find(
      (each) => scripts[each] !== undefined,
    );
    if (name !== undefined && !/^(?:husky|npx husky|is-ci \|\| husky)/.test(scripts[name] ?? '')) return `\`${name}\` of ${path}`;
  }
  return null;
}

/** Whether a lockfile of the image says something. */
const lockNames = (files: Files, manifests: readonly string[], pattern: RegExp): boolean =>
  manifests.some((path) => locks.includes(baseName(path)) && pattern.test(files.read(path) ?? ''));

/** Whether a package may be compiled when it is installed: npm and pnpm write down which run a script, Yarn and Bun do not. */
const isCompiled = (files: Files, manifests: readonly string[]): boolean =>
  manifests.some((path) => /^(?:yarn\.lock|bun\.lockb?)$/.test(baseName(path))) ||
  lockNames(files, manifests, /hasInstallScript|requiresBuild|node-gyp/);

/** Public repositories that a lockfile names by addresses for whoever has a key: without one, the same is had over HTTPS. */
function gitOverHttps(files: Files, manifests: readonly string[]): Record<string, string> {
  if (!lockNames(files, manifests, /git\+ssh:\/\/|git:\/\/|git@github\.com/)) return {};
  const addresses = ['ssh://git@github.com/', 'git@github.com:', 'git://github.com/'];
  const pairs = addresses.flatMap((address, index) => [
    [`GIT_CONFIG_KEY_${index}`, 'url.https://github.com/.insteadOf'],
    [`GIT_CONFIG_VALUE_${index}`, address],
  ]);
  return { GIT_CONFIG_COUNT: String(addresses.length), ...Object.fromEntries(pairs) };
}

/** Builders that hash by MD4, which OpenSSL 3 of Node 17 and later has only on demand: https://nodejs.org/en/blog/release/v17.0.0 */
const hashOldStyle: Readonly<Record<string, number>> = {
  webpack: 5,
  'react-scripts': 5,
  '@vue/cli-service': 5,
  '@angular-devkit/build-angular': 12,
  nuxt: 3,
  gatsby: 3,
  next: 11,
};

function oldHashes({ service }: Making, { dependencies, devDependencies }: Manifest): boolean {
  const all = { ...dependencies, ...devDependencies };
  const major = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? Number.NaN);
  return (
    major(service.runtime.version ?? '24') >= 17 && Object.entries(hashOldStyle).some(([name, since]) => major(all[name] ?? '') < since)
  );
}
