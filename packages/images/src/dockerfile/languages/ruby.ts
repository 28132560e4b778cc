import { inFolder, namesIn } from '../../files.ts';
import { official } from '../base-images.ts';
import { run, type Making, type Recipe } from '../recipe.ts';

const bundle = '/usr/local/bundle';

export function ruby({ service, files, install, code }: Making): Recipe {
  const names = namesIn(files, service.path);
  const read = (name: string): string => files.read(inFolder(service.path, name)) ?? '';
  const rails = /^\s{4}rails \(/m.test(read('Gemfile.lock')) || /gem ['"]rails['"]/.test(read('Gemfile'));
  // A bundle that is its own gem, or names one of the repository, needs more than these.
  const local = /^\s*gemspec|path:\s*['"]/m.test(read('Gemfile'));
  const locked = !names.has('Gemfile.lock') || /^ {2}(?:ruby|x86_64-linux(?:-gnu)?)$/m.test(read('Gemfile.lock'));
  const environment = {
    BUNDLE_PATH: bundle,
    BUNDLE_WITHOUT: 'development:test',
    ...(names.has('Gemfile.lock') && locked ? { BUNDLE_FROZEN: 'true' } : {}),
  };
  const production = {
    RACK_ENV: 'production',
    ...(rails ? { RAILS_ENV: 'production', RAILS_LOG_TO_STDOUT: '1', RAILS_SERVE_STATIC_FILES: '1' } : {}),
  };
  const installs = [
    ...(locked ? [] : [run('bundle lock --add-platform x86_64-linux', 'Its lockfile knows only the machines it was written on.')]),
    ...install.map((each) => run(each)),
  ];
  return {
    build: official('ruby', rubyVersion(service.runtime.version, read('Gemfile')), 'full'),
    runtime: official('ruby', rubyVersion(service.runtime.version, read('Gemfile')), 'slim'),
    buildEnv: { ...environment, ...production },
    manifests: local
      ? []
      : ['Gemfile', 'Gemfile.lock', '.ruby-version', '.tool-versions']
          .filter((name) => names.has(name))
          .map((name) => inFolder(service.path, name)),
    dependencies: local ? [] : installs,
    finish: local ? installs : [],
    wholeFirst: local ? 'The bundle holds gems of this repository.' : null,
    strip: [run(`rm -rf ${bundle}/ruby/*/cache ${bundle}/cache node_modules tmp/cache log/*.log`, 'Caches of building.')],
    linked: { folders: [bundle] },
    runtimeEnv: { ...environment, ...production },
    artifacts: [
      { from: bundle, to: bundle, why: 'What it depends on.' },
      { from: code, to: code, why: 'The code.', owned: true },
    ],
  };
}

/** Bundler refuses another Ruby than the Gemfile names, but takes any patch of a minor when that is all it says. */
const rubyVersion = (version: string | null, gemfile: string): string | null =>
  version ?? /^\s*ruby ['"]~?>?\s*(\d+\.\d+)/m.exec(gemfile)?.[1] ?? null;
