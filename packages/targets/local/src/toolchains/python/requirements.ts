import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Files that say what the install commands of a service install, where a resolver can read them: lists of requirements and
 * projects. `[]` when there are none, or a lockfile decides.
 */
export function requirementFiles(install: readonly string[], cwd: string): string[] {
  return [...new Set(install.flatMap((command) => filesOf(command, cwd)))].filter((file) => existsSync(file));
}

function filesOf(command: string, cwd: string): string[] {
  let folder = cwd;
  return command.split(/&&|;|\|\|/).flatMap((part) => {
    const words = part.trim().split(/\s+/).map(unquoted);
    if (words[0] === 'cd') {
      folder = resolve(folder, words[1] ?? '.');
      return [];
    }
    const at = words.indexOf('install');
    if (at === -1 || !words.slice(0, at).some((word) => /^pip[\d.]*$/.test(word))) return [];
    return argumentsOf(words.slice(at + 1)).flatMap((argument) => fileOf(folder, argument));
  });
}

const unquoted = (word: string): string => word.replaceAll(/^['"]|['"]$/g, '');

/** What follows `-r` or `-e`, and what is no option. */
function argumentsOf(words: readonly string[]): { readonly list: boolean; readonly text: string }[] {
  return words.flatMap((word, index) => {
    const joined = /^(?:--requirement=|-r)(.+)$/.exec(word)?.[1];
    if (joined !== undefined) return [{ list: true, text: joined }];
    if (word.startsWith('-')) return [];
    return [{ list: ['-r', '--requirement'].includes(words[index - 1] ?? ''), text: word }];
  });
}

function fileOf(folder: string, { list, text }: { readonly list: boolean; readonly text: string }): string[] {
  if (list) return [resolve(folder, text)];
  // `.[dev]` is a project with a part of it that is optional.
  const path = text.replace(/\[[^\]]*\]$/, '');
  if (!/^\.{0,2}(?:\/|$)/.test(path)) return [];
  const project = ['pyproject.toml', 'setup.cfg', 'setup.py'].map((name) => join(resolve(folder, path), name));
  return project.filter((file) => existsSync(file)).slice(0, 1);
}
