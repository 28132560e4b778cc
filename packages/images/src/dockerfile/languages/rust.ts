import { shellWord } from '../../command.ts';
import { baseName, folderOf, inFolder, isUnder, resolveIn } from '../../files.ts';
import { official, plainDebian } from '../base-images.ts';
import { run, type Line, type Making, type Recipe } from '../recipe.ts';

export function rust(making: Making): Recipe {
  const { service, files, scope, code, install, runs, systemPackages } = making;
  const image = official('rust', service.runtime.version, 'full');
  const interpreted = runs.some((command) => /(?:^|[\s;&])cargo\s/.test(command));
  const manifests = files.paths.filter(
    (path) => isUnder(path, scope) && /^(?:Cargo\.(?:toml|lock)|rust-toolchain(?:\.toml)?)$/.test(baseName(path)),
  );
  const stubs = stubsFor(manifests, making);
  const binaries = binariesIn(runs);
  const offline = files.paths.some((path) => isUnder(path, scope) && /(?:^|\/)(?:\.sqlx\/query-[^/]*\.json|sqlx-data\.json)$/.test(path));
  return {
    build: image,
    runtime: interpreted ? image : plainDebian,
    buildEnv: { CARGO_INCREMENTAL: '0', ...(offline ? { SQLX_OFFLINE: 'true' } : {}) },
    buildPackages: systemPackages.some((name) => name.startsWith('libssl')) ? ['pkg-config', 'libssl-dev'] : [],
    manifests: stubs === null ? [] : manifests,
    dependencies: stubs === null ? [] : [...stubs, ...install.map((each) => run(each))],
    finish: stubs === null ? install.map((each) => run(each)) : [],
    wholeFirst: stubs === null ? 'Its manifests name files that cargo looks for before it does anything.' : null,
    strip:
      interpreted || binaries.length === 0
        ? []
        : [run(keeping(making, binaries), 'Only the binary of all that was compiled, and no source.')],
    ...(interpreted ? {} : { linked: { folders: [code], programs: ['*/target/release/*'] } }),
    runtimePackages: interpreted ? [] : ['ca-certificates', 'tzdata'],
    ...(interpreted ? {} : { artifacts: [{ from: code, to: code, why: 'The binary, and the files beside it.', owned: true }] }),
  };
}

/** Files that stand for the sources, without which cargo takes a manifest for wrong; `null` where it would want more than these. */
function stubsFor(manifests: readonly string[], { files, scope, code }: Making): Line[] | null {
  const places = new Set<string>();
  for (const path of manifests.filter((each) => baseName(each) === 'Cargo.toml')) {
    const text = files.read(path) ?? '';
    if (/^\[\[(?:bench|example|test)\]\]/m.test(text)) return null;
    const targets = text.split(/^(?=\[)/m).filter((section) => /^\[(?:lib|\[bin\])\]/.test(section));
    for (const section of targets) {
      const named = /^path\s*=\s*"([^"]+)"/m.exec(section)?.[1];
      const place = named === undefined ? null : resolveIn(folderOf(path), named);
      if (place !== null) places.add(place);
      else if (section.startsWith('[[bin')) return null;
      else places.add(inFolder(folderOf(path), 'src/lib.rs'));
    }
    if (/^\[package\]/m.test(text) && targets.length === 0) places.add(inFolder(folderOf(path), 'src/lib.rs'));
  }
  const inside = [...places].filter((path) => isUnder(path, scope)).map((path) => (scope === '.' ? path : path.slice(scope.length + 1)));
  if (inside.length === 0) return [];
  const folders = [...new Set(inside.map(folderOf))];
  return [
    run(
      `cd ${shellWord(code)} && mkdir -p ${folders.join(' ')} && touch ${inside.join(' ')}`,
      'Stands for the sources while dependencies are fetched.',
    ),
  ];
}

/** Binaries that are started, as paths beginning at the services' folder. */
function binariesIn(runs: readonly string[]): string[] {
  return [
    ...new Set(
      runs.flatMap((command) => [...command.matchAll(/(?:^|[\s;&])((?:\.{1,2}\/)*target\/release\/[\w-]+)/g)].map(([, path = '']) => path)),
    ),
  ];
}

function keeping({ folder, code }: Making, binaries: readonly string[]): string {
  const [first = ''] = binaries;
  const target = first.slice(0, first.indexOf('target/release/') + 'target'.length);
  return [
    `cd ${shellWord(folder)} && mkdir /tmp/kept && mv ${binaries.join(' ')} /tmp/kept/ && rm -rf ${target}`,
    `  && mkdir -p ${target}/release && mv /tmp/kept/* ${target}/release/`,
    `  && find ${shellWord(code)} -name '*.rs' -type f -delete`,
  ].join(' \\\n');
}
