import { logsCloud, readLogs } from '@groundwork/toolkit';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import { isCloudEnvironment } from '../environment.ts';
import type { LogsFlags } from './command.ts';

/** Prints log lines, each with who said it when there is more than one. A word with a slash, or `.`, is a folder; an environment's name means all its services. */
export async function logs(this: CliContext, flags: LogsFlags, word?: string): Promise<void> {
  const { follow = false, lines = 50, dir, env, json = false } = flags;
  const isFolder = word !== undefined && (/[/\\]|^\.+$/.test(word) || existsSync(resolve(this.cwd, word, '.groundwork')));
  const folder = dir ?? (isFolder ? resolve(this.cwd, word) : this.cwd);
  const name = isFolder ? null : (word ?? null);
  if (env !== undefined && env !== 'local') return cloudLogs(this, env, folder, { service: name, follow, lines, json });
  if (name !== null && isCloudEnvironment(folder, name)) return cloudLogs(this, name, folder, { service: null, follow, lines, json });
  for await (const line of readLogs(folder, { name, lines, follow, signal: this.host.signal })) {
    if (json) this.out.line(JSON.stringify(line));
    else
      this.out.line(name === null ? `${this.out.style.strong(visible(line.name).padEnd(10))} ${visible(line.text)}` : visible(line.text));
  }
}

interface CloudLogs {
  readonly service: string | null;
  readonly follow: boolean;
  readonly lines: number;
  readonly json: boolean;
}

/** The same of an environment of a cloud or cluster. */
async function cloudLogs({ out, host, env }: CliContext, name: string, folder: string, { json, ...options }: CloudLogs): Promise<void> {
  for await (const line of logsCloud(folder, name, { host, env, ...options })) {
    if (json) out.line(JSON.stringify(line));
    else
      out.line(
        options.service === null ? `${out.style.strong(visible(line.service).padEnd(10))} ${visible(line.text)}` : visible(line.text),
      );
  }
}
