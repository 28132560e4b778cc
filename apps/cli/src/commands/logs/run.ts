import { readLogs } from '@groundwork/toolkit';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import type { LogsFlags } from './command.ts';

/** Prints log lines, each with who said it when there is more than one. A word with a slash, or `.`, is a folder. */
export async function logs(this: CliContext, { follow = false, lines = 50, dir, json = false }: LogsFlags, word?: string): Promise<void> {
  const isFolder = word !== undefined && (/[/\\]|^\.+$/.test(word) || existsSync(resolve(this.cwd, word, '.groundwork')));
  const folder = dir ?? (isFolder ? resolve(this.cwd, word) : this.cwd);
  const name = isFolder ? null : (word ?? null);
  for await (const line of readLogs(folder, { name, lines, follow, signal: this.host.signal })) {
    if (json) this.out.line(JSON.stringify(line));
    else
      this.out.line(name === null ? `${this.out.style.strong(visible(line.name).padEnd(10))} ${visible(line.text)}` : visible(line.text));
  }
}
