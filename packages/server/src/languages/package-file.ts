import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Absolute path of a file of a package that comes with Groundwork; `null` where it was left out of the installation. */
export function packageFile(name: string): string | null {
  try {
    return require.resolve(name);
  } catch {
    return null;
  }
}
