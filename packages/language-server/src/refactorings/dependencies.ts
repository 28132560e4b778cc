import type { Service } from '@groundwork/blueprint';
import type { Asked } from './asked.ts';
import { inFolder } from './asked.ts';

interface Manifests {
  readonly files: readonly string[];
  /** How a file names a library; the name is escaped already. */
  readonly named: (name: string) => RegExp;
}

const quotedKey = (name: string): RegExp => new RegExp(`"${name}"\\s*:`, 'im');

/** Where the languages' dependencies are written down. */
const manifests: Readonly<Partial<Record<Service['language'], Manifests>>> = {
  python: {
    files: ['pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.cfg', 'setup.py'],
    named: (name) => new RegExp(`(^|["'\\s])${name}(?=$|[\\s"'<>=~!;[,@])`, 'im'),
  },
  node: { files: ['package.json'], named: quotedKey },
  go: { files: ['go.mod'], named: (name) => new RegExp(`(^|\\s)${name}\\s+v`, 'm') },
  rust: {
    files: ['Cargo.toml'],
    named: (name) => new RegExp(`^(\\[(\\w+-)?dependencies\\.)?${name}\\s*[=\\]]`, 'm'),
  },
  ruby: { files: ['Gemfile'], named: (name) => new RegExp(`^\\s*gem\\s+["']${name}["']`, 'm') },
  php: { files: ['composer.json'], named: quotedKey },
  java: {
    files: ['pom.xml', 'build.gradle', 'build.gradle.kts'],
    named: (name) => new RegExp(`<artifactId>\\s*${name}\\s*</artifactId>|[:"']${name}[:"']`, 'm'),
  },
};

/** Whether a library is named where the service's dependencies are, from the file's own folder upwards. */
export function knowsLibrary({ path, service, read }: Asked, library: string): boolean {
  const known = manifests[service.language];
  if (!known) return false;
  const named = known.named(library.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return foldersOf(path).some((folder) => known.files.some((manifest) => named.test(read(inFolder(folder, manifest)) ?? '')));
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), '.'];
}
