import { folderOf, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { nodeManifests } from './components.ts';

const endings = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.mts',
  '.cts',
  '/index.ts',
  '/index.tsx',
  '/index.js',
  '/index.mjs',
  '/index.cjs',
];

/** Folders that `@/x`, `~/x` and bare names are commonly mapped to. */
const roots = ['', 'src', 'app', 'lib', 'server', 'shared'];

interface Members {
  readonly byName: ReadonlyMap<string, string>;
  /** Names of files without their ending, and of folders: a module of no such name is installed. */
  readonly stems: ReadonlySet<string>;
  readonly answers: Map<string, readonly string[]>;
}

const known = new WeakMap<object, Members>();

/** Files of the repository that a module specifier may mean: relative, by alias, or a package of the workspace. */
export function resolveNodeImport(module: string, from: string, repository: Repository): readonly string[] {
  let members = known.get(repository.layout);
  if (!members) {
    const names = [...nodeManifests(repository)].flatMap(([path, manifest]) =>
      manifest.kind === 'package' && manifest.name ? [[manifest.name, folderOf(path)] as const] : [],
    );
    known.set(repository.layout, (members = { byName: new Map(names), stems: stemsOf(repository.paths), answers: new Map() }));
  }
  const key = `${folderOf(from)}\0${module}`;
  const answered = members.answers.get(key);
  if (answered) return answered;
  const answer = resolve(module, from, repository, members);
  members.answers.set(key, answer);
  return answer;
}

function resolve(module: string, from: string, repository: Repository, { byName, stems, answers }: Members): readonly string[] {
  if (module.startsWith('.')) return files(folderOf(from), module, repository);
  const [scope = '', second = ''] = module.split('/');
  const packageName = module.startsWith('@') ? `${scope}/${second}` : scope;
  const member = byName.get(packageName);
  if (member !== undefined) {
    const rest = module.slice(packageName.length + 1);
    return rest === ''
      ? firstOf([`src/index`, 'index', 'lib/index', 'src/main'], member, repository)
      : firstOf([rest, `src/${rest}`, `lib/${rest}`], member, repository);
  }
  if (!stems.has(stemOf(module))) return [];
  const aliased = /^(?:@|~|#|\$)(\w*)\/(.+)$/.exec(module);
  const wanted = aliased
    ? [aliased[2] ?? '', ...(aliased[1] ? [`${aliased[1]}/${aliased[2] ?? ''}`] : [])]
    : module.includes('/')
      ? [module]
      : [];
  return wanted.length > 0 ? nearest(wanted, folderOf(from), repository, answers) : [];
}

/** What one of these paths leads to from the folder, or from the next one above that has it. */
function nearest(wanted: readonly string[], folder: string, repository: Repository, answers: Members['answers']): readonly string[] {
  const key = [folder, '', ...wanted].join('\0');
  const answered = answers.get(key);
  if (answered) return answered;
  const here = firstOf(
    roots.flatMap((root) => wanted.map((each) => (root === '' ? each : `${root}/${each}`))),
    folder,
    repository,
  );
  const answer = here.length > 0 || folder === '.' ? here : nearest(wanted, folderOf(folder), repository, answers);
  answers.set(key, answer);
  return answer;
}

const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');

function stemsOf(paths: readonly string[]): Set<string> {
  const stems = new Set<string>();
  for (const path of paths) {
    const segments = path.split('/');
    for (const folder of segments.slice(0, -1)) stems.add(folder);
    stems.add(stemOf(path));
  }
  return stems;
}

function firstOf(names: readonly string[], folder: string, repository: Repository): string[] {
  for (const name of names) {
    const found = files(folder, name, repository);
    if (found.length) return found;
  }
  return [];
}

function files(folder: string, relative: string, repository: Repository): string[] {
  const base = within(folder, relative);
  if (base === null) return [];
  // TypeScript sources import each other under the name of what they compile to.
  const plain = base.replace(/\.(js|mjs|cjs|jsx)$/, '');
  for (const stem of plain === base ? [base] : [base, plain]) {
    const found = endings.find((ending) => repository.has(stem + ending) && repository.modules.has(stem + ending));
    if (found !== undefined) return [stem + found];
  }
  return [];
}

const specifier = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"]([^'"\n]{1,200})['"]/g;

/** Names of the modules that a text imports or requires, found without parsing; with `atStart` not those of `import()`, which waits until it is called. */
export function* importedModules(text: string, atStart = false): Iterable<string> {
  for (const match of text.matchAll(specifier)) if (!atStart || !/^import\s*\(/.test(match[0])) yield match[1]?.replace(/^node:/, '') ?? '';
}
