import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const places = {
  supervisor: ['./main.ts', './main.js', '../supervisor.js', './supervisor.js'],
  'mail-catcher': ['../servers/smtp/main.ts', '../servers/smtp/main.js', '../mail-catcher.js', './mail-catcher.js'],
  static: ['../static/main.ts', '../static/main.js', '../static-server.js', './static-server.js'],
} as const;

/**
 * Arguments for Node that start a program of ours: from its source while developing, compiled beside this file, or bundled
 * beside the command line (whose parts lie in `chunks/`).
 */
export function entryFile(name: keyof typeof places): string[] {
  const files = places[name].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const file = files.find((candidate) => existsSync(candidate)) ?? files[0] ?? name;
  return file.endsWith('.ts') ? ['--conditions=groundwork-source', '--disable-warning=ExperimentalWarning', file] : [file];
}
