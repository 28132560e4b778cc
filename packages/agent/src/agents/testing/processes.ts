import { readdirSync, readFileSync } from 'node:fs';

/** Those whose environment has this home: it is of one agent alone, and a child inherits it. */
export function processesOf(home: string): readonly { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const read = (file: string): string => readFileSync(`/proc/${name}/${file}`, 'utf8');
      const isOurs = read('environ').split('\0').includes(`HOME=${home}`) && !/^\d+ \(.*\) Z/s.test(read('stat'));
      return isOurs ? [{ pid: Number(name), command: read('cmdline').replaceAll('\0', ' ').trim() }] : [];
    } catch {
      return [];
    }
  });
}
