import { folderOf, isTest } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import { dotnetBuild } from '../build/projects.ts';
import { ofKind, type DotnetManifest, type SettingsFile } from '../manifest.ts';
import type { Entry } from './json.ts';

export interface PlacedEntry extends Entry {
  readonly file: string;
}

/** What a project's configuration files say. Keys are compared without case, as .NET does. */
export interface Settings {
  /** As it is shipped: general files, and those for Production over them. */
  readonly entries: ReadonlyMap<string, PlacedEntry>;
  /** What files for other environments say, such as Development. */
  readonly elsewhere: ReadonlyMap<string, PlacedEntry>;
}

export const settingsKey = (segments: readonly string[]): string => segments.join(':').toLowerCase();

const known = new WeakMap<Repository, ReadonlyMap<string, Settings>>();

/** Configuration by project folder. */
export function dotnetSettings(repository: Repository): ReadonlyMap<string, Settings> {
  const before = known.get(repository);
  if (before) return before;
  const { projects } = dotnetBuild(repository);
  const files = new Map<string, [string, SettingsFile][]>();
  for (const [path, file] of ofKind(repository.manifests<DotnetManifest>('dotnet'), 'settings')) {
    if (isTest(path)) continue;
    let folder = folderOf(path);
    while (!projects.has(folder) && folder !== '.') folder = folderOf(folder);
    if (projects.has(folder)) files.set(folder, [...(files.get(folder) ?? []), [path, file]]);
  }
  const found = new Map([...files].map(([folder, own]) => [folder, settingsOf(own)]));
  known.set(repository, found);
  return found;
}

/** Lower precedence first: files of other names, `appsettings.json`, and what is for Production. */
function settingsOf(files: readonly [string, SettingsFile][]): Settings {
  const entries = new Map<string, PlacedEntry>();
  const elsewhere = new Map<string, PlacedEntry>();
  const rank = ([, file]: readonly [string, SettingsFile]): number =>
    (file.environment === null ? 0 : 2) + (file.base === 'appsettings' ? 1 : 0);
  for (const [path, file] of files.toSorted((a, b) => rank(a) - rank(b))) {
    if (file.base === 'host') continue;
    const shipped = file.base !== 'local.settings' && (file.environment === null || /^(production|prod)$/i.test(file.environment));
    for (const entry of file.entries()) {
      const key = (file.base === 'local.settings' ? entry.key.replace(/^Values:/, '') : entry.key).toLowerCase();
      const placed = { ...entry, file: path };
      if (shipped) entries.set(key, placed);
      else if (!elsewhere.has(key)) elsewhere.set(key, placed);
    }
  }
  return { entries, elsewhere };
}
