import { nearest } from '@groundwork/host/document';
import type { Mention, RouteMention } from './mentions.ts';

/** A repository as far as a ticket looks at it. */
export interface Sources {
  /** Every file, sorted. */
  readonly paths: readonly string[];
  read(path: string): string | null;
  isTest(path: string): boolean;
}

/** Where something is, and how it was found. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

/** What was said of one name: where it is, or what it may have meant. */
export interface Located {
  readonly mention: Mention;
  readonly places: readonly Place[];
  readonly folder: boolean;
  /** Names that do exist, the likeliest first. */
  readonly near: readonly string[];
}

const code = /\.(py|[cm]?[jt]sx?|vue|svelte|go|rs|rb|php|java|kts?|cs|prisma|graphql|proto)$/;
const definition =
  /\b(?:def|class|function\*?|func|fn|const|let|var|type|interface|struct|trait|enum|module|object|record|model)\s+(?:\([^)]*\)\s*)?([A-Za-z_$][\w$]*)/g;
/** Methods of languages that have no word for them, and what is declared with its type first. */
const method =
  /^\s*(?:(?:public|private|protected|internal|static|async|override|final|abstract)\s+)+(?:[\w<>[\],?]+\s+)?([A-Za-z_]\w*)\s*\(|^\s{2,}(?:async\s+)?([a-z]\w*)\s*\([^)]*\)\s*(?::[^={]+)?\{/gm;

/** Bound on what is read for one ticket. */
const mostFiles = 8000;

/** Files and folders by what a person would call them: from the root, or by the end of their path. */
export function locatePaths(mentions: readonly Mention[], { paths }: Sources): Located[] {
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf('/') + 1)));
  return mentions.map((mention) => {
    const { name } = mention;
    const files = paths.includes(name) ? [name] : paths.filter((path) => path.endsWith(`/${name}`));
    if (files.length > 0)
      return { mention, places: files.map((file) => ({ file, line: 1, why: `\`${name}\` is named` })), folder: false, near: [] };
    const folders = [...new Set(paths.flatMap((path) => folderNamed(path, name)))];
    const base = name.slice(name.lastIndexOf('/') + 1);
    const near =
      folders.length > 0 ? [] : nearest(base, names).flatMap((each) => paths.filter((path) => path === each || path.endsWith(`/${each}`)));
    return {
      mention,
      places: folders.map((file) => ({ file, line: 1, why: `\`${name}\` is named` })),
      folder: true,
      near: near.slice(0, 4),
    };
  });
}

function folderNamed(path: string, name: string): string[] {
  const at = `/${path}`.indexOf(`/${name}/`);
  return at < 0 ? [] : [path.slice(0, at + name.length)];
}

/** Names of code: where they are defined, else where they are written at all. One reading of every source file. */
export function locateSymbols(mentions: readonly Mention[], sources: Sources): Located[] {
  if (mentions.length === 0) return [];
  const defined = new Map<string, Place[]>();
  const written = new Map<string, Place[]>();
  const wanted = mentions.map(({ name }) => ({ name, word: new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`) }));
  for (const path of sources.paths.filter((each) => code.test(each)).slice(0, mostFiles)) {
    const text = sources.read(path);
    if (text === null) continue;
    for (const match of [...text.matchAll(definition), ...text.matchAll(method)]) {
      const name = match[1] ?? match[2];
      if (name !== undefined)
        push(defined, name, { file: path, line: lineAt(text, match.index + match[0].indexOf(name)), why: `defines \`${name}\`` });
    }
    for (const { name, word } of wanted) {
      const at = text.search(word);
      if (at >= 0) push(written, name, { file: path, line: lineAt(text, at), why: `speaks of \`${name}\`` });
    }
  }
  return mentions.map((mention) => {
    const own = (places: readonly Place[] | undefined): readonly Place[] => {
      const all = places ?? [];
      const running = all.filter(({ file }) => !sources.isTest(file));
      return running.length > 0 ? running : all;
    };
    const at = own(defined.get(mention.name));
    const places = at.length > 0 ? at : own(written.get(mention.name));
    return { mention, places, folder: false, near: places.length > 0 ? [] : nearest(mention.name, defined.keys()).slice(0, 4) };
  });
}

export interface LocatedRoute {
  readonly route: RouteMention;
  readonly places: readonly Place[];
}

/** Routes: files where a text says their last fixed part. Frameworks put the rest before it elsewhere. */
export function locateRoutes(routes: readonly RouteMention[], sources: Sources): LocatedRoute[] {
  if (routes.length === 0) return [];
  const files = sources.paths.filter((path) => code.test(path) && !sources.isTest(path)).slice(0, mostFiles);
  return routes.map((route) => {
    const fixed = route.path.split('/').filter((part) => part !== '' && !/[{}<>:*]/.test(part) && !/^\d+$/.test(part));
    const part = fixed.at(-1);
    if (part === undefined) return { route, places: [] };
    const escaped = part.replace(/[.-]/g, '\\$&');
    const literal = new RegExp(`["'\`](?:\\^|r")?(?:[^"'\`\\s]*/)?${escaped}(?:[/?$][^"'\`\\s]*)?["'\`]`);
    const places = files.flatMap((file) => {
      const text = sources.read(file);
      const at = text === null ? -1 : text.search(literal);
      return text === null || at < 0 ? [] : [{ file, line: lineAt(text, at), why: `serves ${route.path}` }];
    });
    return { route, places };
  });
}

function push(into: Map<string, Place[]>, name: string, place: Place): void {
  const known = into.get(name);
  if (!known) into.set(name, [place]);
  else if (known.length < 20) known.push(place);
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;
