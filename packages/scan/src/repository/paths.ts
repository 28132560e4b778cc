import { posix } from 'node:path';

/** The folder of a path, `.` for the root. */
export const folderOf = (path: string): string => posix.dirname(path);

export const baseName = (path: string): string => posix.basename(path);

/** Joins and normalises; `null` when it would leave the root. */
export function within(folder: string, relative: string): string | null {
  const joined = posix.join(folder, relative);
  if (joined === '..' || joined.startsWith('../') || posix.isAbsolute(joined)) return null;
  return joined.replace(/(.)\/+$/, '$1');
}

/** Whether `path` is the folder or something below it; everything is below `.`. */
export const isUnder = (path: string, folder: string): boolean => folder === '.' || path === folder || path.startsWith(`${folder}/`);

const testPath =
  /(^|\/)(tests?|__tests__|specs?|testing|test[-_]?(utils?|helpers?|kit|support)|testdata|fixtures?|e2e|cypress|mocks?|__mocks__)\/|(^|\/)(test_[^/]*\.py|conftest\.py|[^/]*_test\.(py|go|rb)|[^/]*_spec\.rb|[^/]*\.(test|spec|e2e|stories)\.[cm]?[jt]sx?|[^/]*Tests?\.(java|kt|cs|php))$/;

/** Code that only tests run: what it needs is not what the service needs. */
export const isTest = (path: string): boolean => testPath.test(path);

const asidePath = /(^|\/)((\w[\w-]*[-_])?(examples|samples)|example|sample|docs?|documentation|benchmarks?|demos?)\//;

/** Code shown to readers rather than run in production. */
export const isAside = (path: string): boolean => asidePath.test(path);
