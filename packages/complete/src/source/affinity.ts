import { below, type Root } from './roots.ts';

/** Where a module's name leads: places to look at, best first, or the last words of a path where nothing says more. */
export interface Target {
  /** Files without their ending, or folders. */
  readonly places: readonly string[];
  readonly words: readonly string[];
}

/** What a module's name means in a file. */
export function targetOf(module: string, from: string, language: string, roots: readonly Root[]): Target {
  const folder = folderOf(from);
  if (language === 'python') {
    const dots = /^\.+/.exec(module)?.[0].length ?? 0;
    const words = module.slice(dots).split('.').filter(Boolean);
    return dots > 0
      ? { places: [below(folder, [...Array<string>(dots - 1).fill('..'), ...words].join('/'))], words: [] }
      : { places: [], words };
  }
  if (language === 'rust') return rustTarget(module.split('::'), from, roots);
  if (language === 'java' || language === 'kotlin') return { places: [], words: module.split('.') };
  if (language === 'php') return { places: [], words: module.split('\\') };
  if (module.startsWith('.')) return { places: [below(folder, plain(module))], words: [] };
  const named = roots.filter(
    ({ prefix, within }) => (module === prefix || module.startsWith(prefix === '' ? '' : `${prefix}/`)) && isUnder(from, within),
  );
  const places = named
    .toSorted((a, b) => b.prefix.length - a.prefix.length || b.within.length - a.within.length)
    .map(({ prefix, folder: to }) => below(to, plain(module.slice(prefix.length))));
  if (places.length > 0 || language === 'go') return { places, words: [] };
  const alias = /^[@~#$]\w*\/(.+)$/.exec(module);
  return { places: [], words: alias && /^[@~#$]\//.test(module) ? plain(alias[1] ?? '').split('/') : [] };
}

/**
 * How well a file fits where a module's name leads, 0 (not at all) to 1 (it is that file). What is declared below the place is handed
 * on by it; what is declared elsewhere may be.
 */
export function affinity(path: string, { places, words }: Target): number {
  const file = path.replace(/(?:\.d)?\.\w+$/, '').replace(/\/(?:index|__init__|mod|lib|main)$/, '');
  let best = 0;
  for (const place of places) {
    if (file === place || folderOf(path) === place) best = Math.max(best, 1);
    else if (place === '' || file.startsWith(`${place}/`)) best = Math.max(best, 0.7 - 0.02 * file.slice(place.length).split('/').length);
    else if (isUnder(file, folderOf(place))) best = Math.max(best, 0.35);
    else best = Math.max(best, 0.1);
  }
  return words.length > 0 ? Math.max(best, wordsFit(file, words)) : best;
}

function wordsFit(file: string, words: readonly string[]): number {
  const parts = file.split('/');
  const at = parts.lastIndexOf(words[0] ?? '');
  const whole = words.join('/');
  if (file === whole || file.endsWith(`/${whole}`) || folderOf(file).endsWith(whole)) return 1;
  if (at < 0) return 0;
  return `${file}/`.includes(`${whole}/`) ? 0.7 : 0.3;
}

function rustTarget(words: readonly string[], from: string, roots: readonly Root[]): Target {
  const [first = '', ...rest] = words;
  const own = from.replace(/\.rs$/, '').replace(/\/(?:mod|lib|main)$/, '');
  const crate = from.includes('src/') ? `${from.slice(0, from.lastIndexOf('src/'))}src` : folderOf(from);
  if (first === 'crate') {
    const named = roots.find(({ folder }) => folder !== '' && from.startsWith(`${folder}/`));
    return {
      places: [below(named?.folder ?? crate, rest.join('/')), below(crate, rest.join('/')), below(folderOf(crate), rest.join('/'))],
      words: rest,
    };
  }
  if (first === 'self') return { places: [below(own, rest.join('/'))], words: [] };
  if (first === 'super') {
    const up = words.filter((each) => each === 'super').length;
    return { places: [below(own, [...Array<string>(up).fill('..'), ...words.slice(up)].join('/'))], words: [] };
  }
  const named = roots.filter(({ prefix }) => prefix === first).map(({ folder }) => below(folder, rest.join('/')));
  const known = named.length > 0 ? named.flatMap((place) => [place, folderOf(place)]) : [];
  return { places: [...known, below(own, words.join('/'))], words: [] };
}

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const isUnder = (path: string, folder: string): boolean => folder === '' || path === folder || path.startsWith(`${folder}/`);
const plain = (module: string): string => module.replace(/\.(?:[cm]?[jt]sx?|vue)$/, '');

/** Whether a file's name says that it holds tests. */
export const isTestFile = (path: string): boolean =>
  /_test\.\w+$|Tests?\.(?:java|kt|cs)$|\.(?:test|spec)\.|_spec\.rb$|(?:^|\/)test_[^/]*$|(?:^|\/)(?:tests?|__tests__|spec)\//.test(path);
