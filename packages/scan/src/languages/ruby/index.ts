import { baseName } from '../../repository/paths.ts';
import type { LanguageReader } from '../language.ts';
import { rubyComponents } from './components.ts';
import { resolveRuby } from './imports.ts';
import { linkRuby } from './link.ts';
import { isRubyManifest, readRubyManifest, type RubyManifest } from './manifest.ts';
import { rubyServices } from './services/index.ts';
import { readRuby } from './syntax.ts';
import { yamlSource } from './yaml.ts';

const source = /\.(rb|ru|rake|gemspec)$|(^|\/)(Gemfile|gems\.rb|Rakefile)$/;

/** Configuration that Ruby's frameworks and gems keep as YAML with Ruby in it. */
const yaml =
  /(^|\/)config\/(database|cable|storage|redis|mongoid|elasticsearch|chewy|settings|secrets|sidekiq|resque|racecar|delivery_boy|memcached|shards|application|recurring|queue|sidekiq_cron|schedule)[\w-]*\.ya?ml([._-](example|sample|default|dist|template|postgresql|mysql|docker|tmpl|erb))?$/;

const migration = /(^|\/)db\/(migrate|seeds|post_migrate|structure)\/|(^|\/)(locales|sorbet|rbi|\.bundle)\//;

export const ruby: LanguageReader<RubyManifest> = {
  language: 'ruby',
  grammar: (path) => ((source.test(path) && !migration.test(path)) || yaml.test(path) ? 'ruby' : null),
  words: [
    'ENV',
    'yaml[',
    'gem ',
    'gemspec',
    'add_dependency',
    'Rails.application',
    'config.',
    'Figaro',
    'Settings.',
    'event:',
    'FunctionsFramework',
    'def main(args',
    'config_for',
    'include Sidekiq',
    'ApplicationJob',
    'perform_later',
    'perform_async',
    'loop do',
    'while true',
    'every(',
    'every ',
    'run ',
    'port ',
    'get ',
    'mount ',
    'set :',
  ],
  sourceOf: (path, text) => (yaml.test(path) ? yamlSource(baseName(path).replace(/\.ya?ml.*$/, ''), text) : null),
  readModule: readRuby,
  isManifest: isRubyManifest,
  readManifest: readRubyManifest,
  resolveImport: resolveRuby,
  link: linkRuby,
  components: rubyComponents,
  services: rubyServices,
};
