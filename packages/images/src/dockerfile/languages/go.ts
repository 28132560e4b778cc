import { baseName, below, isUnder } from '../../files.ts';
import { official, plainDebian } from '../base-images.ts';
import { run, type Making, type Recipe } from '../recipe.ts';

/** A binary, with the files beside the code that it may read: templates, migrations, settings. */
export function go({ service, files, scope, install, build, runs, folder }: Making): Recipe {
  const image = official('golang', service.runtime.version, 'full');
  const interpreted = runs.some((command) => /(?:^|[\s;&])go\s/.test(command));
  const modules = files.paths.filter((path) => isUnder(path, scope) && /^(?:go\.(?:mod|sum|work|work\.sum))$/.test(baseName(path)));
  const vendored = files.paths.some((path) => baseName(path) === 'modules.txt' && /(?:^|\/)vendor\/modules\.txt$/.test(below(path, scope)));
  return {
    build: image,
    runtime: interpreted ? image : plainDebian,
    buildEnv: { GOFLAGS: '-trimpath -buildvcs=false', GOTOOLCHAIN: 'auto' },
    manifests: vendored ? [] : modules,
    dependencies: vendored ? [] : install.map((each) => run(each)),
    finish: [],
    wholeFirst: null,
    strip:
      interpreted || build.length === 0
        ? []
        : [run(`find ${folder} -name '*.go' -type f -delete && rm -rf ${folder}/vendor ${folder}/.git`, 'The binary needs no source.')],
    ...(interpreted ? {} : { linked: { folders: [folder], programs: [`${folder}/bin/*`] } }),
    runtimePackages: interpreted ? [] : ['ca-certificates', 'tzdata'],
    ...(interpreted ? {} : { artifacts: [{ from: folder, to: folder, why: 'The binary, and the files beside it.', owned: true }] }),
  };
}
