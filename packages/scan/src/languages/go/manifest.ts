import { baseName } from '../../repository/paths.ts';
import { isConfigurationPath, configurationFile, type ConfigurationFile } from '../../configuration/file.ts';

export interface GoRequirement {
  readonly path: string;
  readonly version: string;
  /** Needed by a dependency rather than by the module's own code. */
  readonly indirect: boolean;
  readonly line: number;
}

/** go.mod. */
export interface GoModule {
  readonly kind: 'module';
  readonly name: string;
  readonly go: string | null;
  readonly requirements: readonly GoRequirement[];
  /** Module path to the folder that stands in for it. */
  readonly replacements: ReadonlyMap<string, string>;
  /** Import paths of programs `go tool` runs. */
  readonly tools: readonly string[];
}

/** go.work. */
export interface GoWorkspace {
  readonly kind: 'workspace';
  readonly go: string | null;
  readonly uses: readonly string[];
}

export interface GoVersion {
  readonly kind: 'version';
  readonly version: string;
}

export type GoManifest = GoModule | GoWorkspace | GoVersion | ConfigurationFile;

export const isGoManifest = (path: string): boolean => /(^|\/)(go\.mod|go\.work|\.go-version)$/.test(path) || isConfigurationPath(path);

export function readGoManifest(path: string, text: string): GoManifest | null {
  switch (baseName(path)) {
    case 'go.mod':
      return readModule(text);
    case 'go.work':
      return readWorkspace(text);
    case '.go-version': {
      const version = /(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1];
      return version ? { kind: 'version', version } : null;
    }
    default:
      return configurationFile(path, text);
  }
}

/** One directive of a go.mod or go.work with its words, whether it stands alone or in a block. */
interface Directive {
  readonly verb: string;
  readonly words: readonly string[];
  readonly comment: string;
  readonly line: number;
}

function directives(text: string): Directive[] {
  const found: Directive[] = [];
  let block: string | null = null;
  for (const [index, whole] of text.split(/\r?\n/).entries()) {
    const slashes = whole.search(/(^|\s)\/\//);
    const comment = slashes < 0 ? '' : whole.slice(slashes).trim();
    const words = [...(slashes < 0 ? whole : whole.slice(0, slashes)).matchAll(/"([^"]*)"|`([^`]*)`|[^\s()]+|[()]/g)].map(
      (match) => match[1] ?? match[2] ?? match[0],
    );
    if (words.length === 0) continue;
    if (block !== null) {
      if (words[0] === ')') block = null;
      else found.push({ verb: block, words, comment, line: index + 1 });
      continue;
    }
    const [verb = '', ...rest] = words;
    if (rest[0] === '(') block = rest[1] === ')' ? null : verb;
    else found.push({ verb, words: rest, comment, line: index + 1 });
  }
  return found;
}

function readModule(text: string): GoModule | null {
  const all = directives(text);
  const name = all.find((each) => each.verb === 'module')?.words[0];
  if (!name) return null;
  const replacements = new Map<string, string>();
  for (const { verb, words } of all) {
    const arrow = words.indexOf('=>');
    const target = words[arrow + 1];
    if (verb === 'replace' && arrow > 0 && words[0] && target && /^\.{0,2}\//.test(target)) replacements.set(words[0], target);
  }
  return {
    kind: 'module',
    name,
    go: goVersion(all),
    replacements,
    tools: all.flatMap((each) => (each.verb === 'tool' && each.words[0] ? [each.words[0]] : [])),
    requirements: all.flatMap(({ verb, words: [path, version], comment, line }) =>
      verb === 'require' && path && version ? [{ path, version, indirect: /\bindirect\b/.test(comment), line }] : [],
    ),
  };
}

function readWorkspace(text: string): GoWorkspace {
  const all = directives(text);
  return {
    kind: 'workspace',
    go: goVersion(all),
    uses: all.flatMap((each) => (each.verb === 'use' && each.words[0] ? [each.words[0]] : [])),
  };
}

/** `toolchain go1.23.4` says it more exactly than `go 1.23`. */
function goVersion(all: readonly Directive[]): string | null {
  const toolchain = all.find((each) => each.verb === 'toolchain')?.words[0];
  return /^go(\d+\.\d+(?:\.\d+)?)/.exec(toolchain ?? '')?.[1] ?? all.find((each) => each.verb === 'go')?.words[0] ?? null;
}
