import { baseName } from '../../repository/paths.ts';

export type RubyManifest = GemfileLock | RubyVersion;

export interface GemfileLock {
  readonly kind: 'lock';
  /** Every gem that is installed, with its version. */
  readonly versions: ReadonlyMap<string, string>;
  readonly rubyVersion: string | null;
}

export interface RubyVersion {
  readonly kind: 'version';
  readonly version: string;
}

export const isRubyManifest = (path: string): boolean =>
  /^(Gemfile\.lock|gems\.locked|\.ruby-version|\.tool-versions)$/.test(baseName(path));

export function readRubyManifest(path: string, text: string): RubyManifest | null {
  switch (baseName(path)) {
    case '.ruby-version':
      return version(text.trim().replace(/^(ruby|jruby|truffleruby)-/, ''));
    case '.tool-versions':
      return version(/^ruby\s+(\S+)/m.exec(text)?.[1] ?? '');
    default:
      return readLock(text);
  }
}

function version(text: string): RubyVersion | null {
  const found = /^\d+(\.\d+)*/.exec(text)?.[0];
  return found ? { kind: 'version', version: found } : null;
}

/** Bundler's lockfile: gems stand four spaces deep below `specs:`, what they depend on deeper. */
function readLock(text: string): GemfileLock {
  const versions = new Map<string, string>();
  for (const match of text.matchAll(/^ {4}([\w.-]+) \(([^)]+)\)\r?$/gm)) {
    const [, name = '', found = ''] = match;
    if (!versions.has(name)) versions.set(name, found.replace(/-(x86|x64|arm|aarch|java|universal|mingw|mswin).*$/, ''));
  }
  return { kind: 'lock', versions, rubyVersion: /^RUBY VERSION\s+ruby (\d+(?:\.\d+)*)/m.exec(text)?.[1] ?? null };
}
