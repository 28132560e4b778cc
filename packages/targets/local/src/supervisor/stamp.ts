import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { dirname, join } from 'node:path';
import { replacePrivateFile } from '@groundwork/provision';
import type { LaunchedTask } from '../launch/schema.ts';

type Stamp = NonNullable<LaunchedTask['stamp']>;

/** What decides what an install does: manifests and lockfiles by name, and lists of requirements wherever they lie. */
const manifests =
  /^(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|bun\.lockb?|\.npmrc|\.yarnrc(?:\.yml)?|pyproject\.toml|poetry\.lock|uv\.lock|pdm\.lock|Pipfile(?:\.lock)?|setup\.(?:py|cfg)|[\w.-]*requirements[\w.-]*\.(?:txt|in)|constraints[\w.-]*\.txt|(?:environment|conda)[\w.-]*\.ya?ml|go\.(?:mod|sum|work)|Cargo\.(?:toml|lock)|rust-toolchain(?:\.toml)?|pom\.xml|build\.gradle(?:\.kts)?|Gemfile(?:\.lock)?|\w+\.gemspec|composer\.(?:json|lock)|[\w.-]+\.(?:cs|fs|vb)proj|packages\.lock\.json|Directory\.[\w.]+\.props)$/;
/** Folders that tools fill by themselves. */
const generated = new Set([
  'node_modules',
  '__pycache__',
  'venv',
  'env',
  'dist',
  'build',
  'out',
  'target',
  'coverage',
  'media',
  'staticfiles',
]);
const generatedFiles = /\.(?:pyc|log|sqlite3?|db)(?:-\w+)?$|\.tsbuildinfo$/;

/** Whether a file, by its path, decides what an install does. */
export function isManifest(path: string): boolean {
  return manifests.test(path.slice(path.lastIndexOf('/') + 1)) || /(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/.test(path);
}

/** Whether the task was done to exactly this before. */
export function isCurrent(stamp: Stamp): boolean {
  if (stamp.force || (stamp.makes !== null && !existsSync(stamp.makes))) return false;
  try {
    return readFileSync(stamp.file, 'utf8') === fingerprint(stamp);
  } catch {
    return false;
  }
}

export function writeStamp(stamp: Stamp): void {
  mkdirSync(dirname(stamp.file), { recursive: true, mode: 0o700 });
  replacePrivateFile(stamp.file, fingerprint(stamp));
}

/** The commands and toolchain, and the files that matter: manifests by content, sources by size and time. */
function fingerprint({ folder, of, with: also }: Stamp): string {
  const hash = createHash('sha256').update(also);
  for (const path of filesOf(folder, 0, of === 'manifests' ? 3 : 12)) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const counts = of === 'manifests' ? isManifest(path) : !generatedFiles.test(name);
    if (counts) hash.update(`${path}\0`).update(contentOf(path, of)).update('\0');
  }
  return hash.digest('hex');
}

/** Nothing for a file that cannot be read, or went away in the meantime: it decides nothing either. */
function contentOf(path: string, of: Stamp['of']): string | Buffer {
  try {
    if (of === 'manifests') return readFileSync(path);
    const { size, mtimeMs } = statSync(path);
    return `${size} ${mtimeMs}`;
  } catch {
    return '';
  }
}

function filesOf(folder: string, depth: number, deepest: number): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return [path];
    const skipped = !entry.isDirectory() || entry.name.startsWith('.') || generated.has(entry.name) || depth >= deepest;
    return skipped ? [] : filesOf(path, depth + 1, deepest);
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
