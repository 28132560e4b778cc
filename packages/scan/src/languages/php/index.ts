import type { LanguageReader } from '../language.ts';
import { phpComponents } from './components.ts';
import { resolvePhp } from './imports.ts';
import { linkPhp } from './link.ts';
import { isPhpManifest, readPhpManifest, type PhpManifest } from './manifest.ts';
import { phpServices } from './services/index.ts';
import { readPhp } from './syntax.ts';

/** Templates, translations and migrations are PHP too, thousands of them in some repositories. */
const saysNothing = /\.blade\.php$|\.phtml$|(^|\/)(lang|translations|languages|i18n|l10n|locales?|migrations|stubs)\//;

export const php: LanguageReader<PhpManifest> = {
  language: 'php',
  grammar: (path) => (/\.(php|inc)$|(^|\/)artisan$/.test(path) && !saysNothing.test(path) ? 'php' : null),
  words: [
    'getenv',
    'env(',
    'function env',
    '$_ENV',
    '$_SERVER',
    '%env(',
    '\nreturn [',
    '\nreturn array',
    '\nreturn (',
    '\nreturn function',
    '\nreturn static',
    'define(',
    'ShouldQueue',
    'AsMessageHandler',
    'AsSchedule',
    'Schedule::',
    'Schedule $',
    '$schedule->',
    'AsCronTask',
    'AsPeriodicTask',
    'while (true)',
    'while(true)',
    '->run()',
    '->handle(',
    'function handler',
    'basic_consume',
    'Route::',
    '#[Route',
    '$db[',
    '$databases',
    '->required(',
    '::disk(',
    '::store(',
    '::connection(',
    'onConnection(',
    'Facades\\Redis',
    'Swoole',
    'Workerman',
    'React\\Socket',
  ],
  readModule: readPhp,
  isManifest: isPhpManifest,
  readManifest: readPhpManifest,
  resolveImport: resolvePhp,
  link: linkPhp,
  components: phpComponents,
  services: phpServices,
};
