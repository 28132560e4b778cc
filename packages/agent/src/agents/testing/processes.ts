import { readdirSync, readFileSync } from 'node:fs';

/** Those whose environment has one of these homes: each is of one agent alone, and a child inherits it. */
export function processesOf(homes: readonly string[]): readonly { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const read = (file: string): string => readFileSync(`/proc/${name}/${file}`, 'utf8');
      const variables = read('environ').split('\0');
      const isOurs = homes.some((home) => variables.includes(`HOME=${home}`)) && !/^\d+ \(.*\) Z/s.test(read('stat'));
      return isOurs ? [{ pid: Number(name), command: read('cmdline').replaceAll('\0', ' ').trim() }] : [];
    } catch {
      return [];
    }
  });
}
