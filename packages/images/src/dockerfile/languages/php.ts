import { z } from 'zod';
import { inFolder, namesIn } from '../../files.ts';
import { composer, official, phpExtensions } from '../base-images.ts';
import { run, type Line, type Making, type Recipe } from '../recipe.ts';

const requirements = z.record(z.string(), z.string()).catch({}).default({});
const composerSchema = z.object({ require: requirements }).catch({ require: {} });
const lockSchema = z
  .object({
    packages: z
      .array(z.object({ name: z.string(), require: requirements }))
      .catch([])
      .default([]),
  })
  .catch({ packages: [] });

/** Extensions of the official image: https://hub.docker.com/_/php, `php -m`. */
const builtIn = new Set(
  'core ctype curl date dom fileinfo filter ftp hash iconv json libxml mbstring mysqlnd openssl pcre pdo pdo_sqlite phar posix random readline reflection session simplexml sodium spl sqlite3 standard tokenizer xml xmlreader xmlwriter zlib'.split(
    ' ',
  ),
);

export function php(making: Making): Recipe {
  const { service, files, install, folder } = making;
  const names = namesIn(files, service.path);
  const at = (name: string): string => inFolder(service.path, name);
  const image = official('php', service.runtime.version, 'full');
  const extensions = extensionsOf(making);
  // Scripts of the repository run once all of it is there.
  const dependencies = install.map((each) =>
    run(
      each.includes('composer install')
        ? `${each.replace('--optimize-autoloader', '')} --no-scripts --no-autoloader`.replaceAll(/ {2,}/g, ' ')
        : each,
    ),
  );
  const local = /"type"\s*:\s*"path"/.test(files.read(at('composer.json')) ?? '');
  return {
    stages: { composer, ...(extensions.length > 0 ? { extensions: phpExtensions } : {}) },
    build: image,
    runtime: image,
    buildEnv: { COMPOSER_ALLOW_SUPERUSER: '1', COMPOSER_NO_INTERACTION: '1' },
    buildPackages: ['git', 'unzip'],
    tools: [{ text: 'COPY --from=composer /usr/bin/composer /usr/local/bin/composer' }, ...extensionLines(extensions)],
    manifests: local ? [] : ['composer.json', 'composer.lock', 'auth.json.dist', 'symfony.lock'].filter((name) => names.has(name)).map(at),
    dependencies: local ? [] : dependencies,
    finish: install.map((each) => run(each)),
    wholeFirst: local ? 'Packages of this repository are among its dependencies.' : null,
    strip: [run(`rm -rf ${folder}/node_modules`, 'What only building pages needed.')],
    runtimeTools: [
      ...extensionLines(extensions),
      run('mv "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini"', 'Errors go to the log and not to who asks.'),
    ],
    runtimeEnv: { PHP_CLI_SERVER_WORKERS: '4' },
  };
}

const extensionLines = (extensions: readonly string[]): Line[] =>
  extensions.length === 0
    ? []
    : [
        { text: 'COPY --from=extensions /usr/bin/install-php-extensions /usr/local/bin/' },
        run(`install-php-extensions ${extensions.join(' ')}`, 'Extensions that composer.json, its packages and its databases ask for.'),
      ];

/** What the manifests require, what the libraries that are installed require, and what the databases need. */
function extensionsOf({ service, image, files, types }: Making): string[] {
  const read = <T>(name: string, schema: z.ZodType<T>): T => {
    try {
      return schema.parse(JSON.parse(files.read(inFolder(service.path, name)) ?? '{}'));
    } catch {
      return schema.parse({});
    }
  };
  const required = [
    read('composer.json', composerSchema).require,
    ...read('composer.lock', lockSchema).packages.map((each) => each.require),
  ];
  const named = required
    .flatMap((each) => Object.keys(each))
    .flatMap((name) => (name.startsWith('ext-') ? [name.slice(4).toLowerCase().replace('zend-opcache', 'opcache')] : []));
  const told = image.services
    .flatMap(({ systemPackages }) => systemPackages)
    .flatMap((name) => /^php\d*(?:\.\d+)?-(\w+)$/.exec(name)?.[1] ?? []);
  const drivers = types.flatMap((type) => (type === 'mysql' ? ['pdo_mysql'] : type === 'postgres' ? ['pdo_pgsql'] : []));
  return [...new Set([...named, ...told, ...drivers, 'opcache'])].filter((name) => !builtIn.has(name) && /^\w+$/.test(name)).sort();
}
