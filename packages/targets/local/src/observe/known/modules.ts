import { nameIn, type KnownReason } from './known.ts';

/** How languages say that code is imported which is not there. */
export const missingModules: readonly KnownReason[] = [
  {
    code: 'module.missing',
    pattern: /ModuleNotFoundError: No module named ['"]([^'"]+)['"]/,
    message: ([, name = '']) => `it imports the Python module ${name}, which its requirements do not install`,
    fix: ([, name = '']) => `add ${name.split('.')[0] ?? name} to the requirements`,
  },
  {
    code: 'module.missing',
    pattern: /Cannot find (?:module|package) ['"]([^'"]+)['"]/,
    message: ([, name = '']) => `it imports ${name}, which is not there`,
    fix: ([, name = '']) => (name.startsWith('.') || name.startsWith('/') ? 'build it, or correct the import' : `npm install ${name}`),
  },
  {
    code: 'module.missing',
    pattern: /(?:no required module provides package|cannot find package) "?([\w./-]+)/,
    message: ([, name = '']) => `it imports the Go package ${name}, which its go.mod does not name`,
    fix: ([, name = '']) => `go get ${name}`,
  },
  {
    code: 'module.missing',
    pattern: /cannot load such file -- ([\w./-]+)/,
    message: ([, name = '']) => `it requires ${name}, which its Gemfile does not install`,
    fix: ([, name = '']) => (name.startsWith('/') ? null : `bundle add ${name.split('/')[0] ?? name}`),
  },
  {
    code: 'module.missing',
    pattern: /vendor\/autoload\.php[^\n]*(?:Failed to open stream|No such file)/i,
    message: () => 'its PHP packages are not installed',
    fix: () => 'composer install',
  },
  {
    code: 'module.missing',
    pattern:
      /(?:ClassNotFoundException|NoClassDefFoundError): ([\w./$]+)|Could not (?:load file or assembly '([^',]+)|find or load main class ([\w.$]+))|Class ["']([\w\\]+)["'] not found/,
    message: (match) => `the class ${nameIn(match)} is not among what it was built with`,
  },
];
