import { findPythons, programsOnPath } from '@groundwork/target-local';
import { globSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { packageFile } from './package-file.ts';
import { pythonEnvironments } from './python-environments.ts';
import type { Folder } from './server.ts';

/**
 * Folders with the sources of libraries, which "Go to Definition" leads into: to be read, never written. What lies in the repository
 * itself is none of them, since a link in it could lead anywhere; an environment that `up` made is, once the folder is trusted.
 */
export function libraryFolders({ dir, trusted }: Folder): string[] {
  const paths = [...bundled(), ...python(dir, trusted), ...go(), ...rust()].flatMap((path) => realFolder(path) ?? []);
  return [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && path.startsWith(`${other}/`)));
}

/** What a server that comes with Groundwork knows of the standard libraries. */
function bundled(): string[] {
  const pyright = packageFile('basedpyright/langserver.index.js');
  const types = packageFile('typescript-5/lib/tsserver.js');
  return [...(pyright === null ? [] : [join(dirname(pyright), 'dist', 'typeshed-fallback')]), ...(types === null ? [] : [dirname(types)])];
}

function python(dir: string, trusted: boolean): string[] {
  const made = trusted ? pythonEnvironments(dir).filter(({ ours }) => ours) : [];
  const bases = [...made.map((each) => each.python), findPythons()[0]?.program ?? ''];
  return [...made.flatMap(({ packages }) => packages), ...bases.flatMap(standardLibrary)];
}

function standardLibrary(program: string): string[] {
  try {
    const real = realpathSync(program);
    return globSync('lib/python3.*', { cwd: dirname(dirname(real)) })
      .filter((path) => basename(path) === basename(real) || basename(real) === 'python3')
      .map((path) => join(dirname(dirname(real)), path));
  } catch {
    return [];
  }
}

function go(): string[] {
  const [program] = programsOnPath('go');
  const home = (process.env['GOPATH'] ?? join(homedir(), 'go')).split(delimiter)[0] ?? '';
  const modules = process.env['GOMODCACHE'] ?? join(home, 'pkg', 'mod');
  return program === undefined ? [] : [join(dirname(dirname(realpathSync(program))), 'src'), modules];
}

function rust(): string[] {
  const cargo = process.env['CARGO_HOME'] ?? join(homedir(), '.cargo');
  const rustup = process.env['RUSTUP_HOME'] ?? join(homedir(), '.rustup');
  const standard = globSync('toolchains/*/lib/rustlib/src', { cwd: rustup }).map((path) => join(rustup, path));
  return [join(cargo, 'registry', 'src'), join(cargo, 'git', 'checkouts'), ...standard];
}

function realFolder(path: string): string | null {
  try {
    const real = realpathSync(path);
    return statSync(real).isDirectory() ? real : null;
  } catch {
    return null;
  }
}
