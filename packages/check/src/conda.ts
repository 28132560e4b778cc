import type { TextFile } from './text-file.ts';

/** Whether a file is an environment of conda, which may bear any name: `dependencies` at the left, as a list. */
export const isCondaManifest = (file: TextFile): boolean => firstDependency(file) !== null;

/** The first entry of its list of dependencies: its line, 0-based, and what stands before its dash. */
export function firstDependency({ path, text }: TextFile): { line: number; indent: string } | null {
  if (!/\.ya?ml$/.test(path)) return null;
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^dependencies:\s*(#.*)?$/.test(line));
  const line = start < 0 ? -1 : lines.findIndex((each, at) => at > start && /^\s*-\s/.test(each));
  return line < 0 ? null : { line, indent: /^\s*/.exec(lines[line] ?? '')?.[0] ?? '' };
}
