import type { KnownReason } from './known.ts';
import { packageOf } from './library-packages.ts';

const missing = (pattern: RegExp, nameOf: (found: string) => string = String): KnownReason => {
  const name = (match: RegExpExecArray): string => nameOf(match[1] ?? '');
  return {
    code: 'library.missing',
    pattern,
    message: (match) => `it needs the system library ${name(match)}`,
    fix: (match) => {
      const carrier = packageOf(name(match));
      return carrier === null
        ? `apt-get install the package that carries ${name(match)} (apt-file search ${name(match)})`
        : `apt-get install ${carrier}`;
    },
    seen: (match) => ({ kind: 'library', name: name(match) }),
  };
};

/** How loaders say that a shared library of the system is not there. */
export const missingLibraries: readonly KnownReason[] = [
  missing(/error while loading shared libraries: (lib[\w.+-]+\.so[\w.]*)/),
  missing(
    /(?:OSError|ImportError|LoadError|UnsatisfiedLinkError|dlopen|cannot load library)[^\n]*?\b(lib[\w.+-]+\.so[\w.]*)(?=['":]|\s|$)/,
  ),
  missing(/^(?:[\w.]+: )?(lib[\w.+-]+\.so[\w.]*): cannot open shared object file/),
  // cairocffi, WeasyPrint, python-magic.
  missing(/(?:no library called "|cannot load library ')([\w.+-]+?)["']/, (found) => (found.startsWith('lib') ? found : `lib${found}`)),
  missing(/failed to find (libmagic)\b/),
];
