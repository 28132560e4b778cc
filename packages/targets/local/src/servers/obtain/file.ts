import { dirname } from 'node:path';
import type { Command } from '../../launch/command.ts';

/** A command that writes a file: what has to be fetched is described as data, and done by another process. */
export function writing(path: string, text: string): Command {
  return { argv: ['/bin/sh', '-c', 'mkdir -p "$1" && printf %s "$2" > "$3"', 'sh', dirname(path), text, path] };
}
