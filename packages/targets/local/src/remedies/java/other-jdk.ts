import { join } from 'node:path';
import type { JavaTools } from '../../launch/schema.ts';
import { isAtLeast } from '../../toolchains/versions.ts';
import type { Remedy } from '../remedy.ts';

interface Unfit {
  readonly pattern: RegExp;
  /** The lowest JDK it needs, or the first that is too new. */
  readonly bound: (match: RegExpExecArray) => { readonly from: string } | { readonly before: string };
}

/** A class file of version 61 is one of Java 17. */
const javaOfClassFile = (version: string | undefined): string => String(Number(version ?? 0) - 44);

/** Words of compilers, build tools and the virtual machine about a Java they do not fit. */
const unfit: readonly Unfit[] = [
  {
    pattern: /(?:invalid (?:target|source) release|release version):? (\d+)(?: not supported)?/,
    bound: ([, asked]) => ({ from: asked ?? '' }),
  },
  {
    pattern: /class file version (\d+)\.\d+\), this version of the Java Runtime/,
    bound: ([, version]) => ({ from: javaOfClassFile(version) }),
  },
  // Build tools and their plugins read classes of no newer Java than they knew.
  { pattern: /Unsupported class file major version (\d+)/, bound: ([, version]) => ({ before: javaOfClassFile(version) }) },
  { pattern: /[Ss]ource option 5 is no longer supported/, bound: () => ({ before: '9' }) },
  { pattern: /[Ss]ource option 6 is no longer supported/, bound: () => ({ before: '12' }) },
  { pattern: /[Ss]ource option 7 is no longer supported/, bound: () => ({ before: '20' }) },
  // Lombok reaches into the compiler.
  { pattern: /NoSuchFieldError[^\n]*JCTree\$JCImport/, bound: () => ({ before: '21' }) },
  {
    pattern: /(?:ExceptionInInitializerError|IllegalAccessError)[^\n]*(?:TypeTag|JavacProcessingEnvironment|lombok)/,
    bound: () => ({ before: '16' }),
  },
  { pattern: /InaccessibleObjectException|does not "opens java\./, bound: () => ({ before: '16' }) },
];

/** Another JDK of this machine, for a build that this one is too new or too old for. */
export const otherJdk: Remedy<JavaTools> = {
  name: 'java.other',
  fits: (log, { others }) => others.length > 0 && unfit.some(({ pattern }) => pattern.test(log)),
  prepare: ({ tools, log }) => {
    for (const { pattern, bound } of unfit) {
      const match = pattern.exec(log);
      if (!match) continue;
      const limit = bound(match);
      const fitting = tools.others.filter(({ version }) =>
        'from' in limit ? isAtLeast(version, limit.from) : !isAtLeast(version, limit.before),
      );
      // The nearest to what was chosen: from new to old, the last that is new enough, or the first that is old enough.
      const jdk = 'from' in limit ? fitting.at(-1) : fitting[0];
      if (!jdk) continue;
      const why = 'from' in limit ? `it needs Java ${limit.from}` : `it is not for Java ${tools.version.split('.')[0] ?? ''}`;
      return Promise.resolve({
        says: `${why}: using ${jdk.version}`,
        commands: [],
        env: { JAVA_HOME: jdk.home },
        path: [join(jdk.home, 'bin')],
      });
    }
    return Promise.resolve(null);
  },
};
