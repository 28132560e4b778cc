import { openDoor, type Door } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { runInForeground } from '../../foreground/program.ts';
import { visible } from '../../terminal/text.ts';
import { showProgress } from '../up/progress.ts';
import type { ConnectFlags } from './command.ts';

/** Opens a resource's client on this terminal, or says where the resource is when there is none. */
export async function connect(this: CliContext, { print = false, dir = this.cwd }: ConnectFlags, name?: string): Promise<void> {
  const door = await open(this, dir, { name: name ?? null, print });
  let code = 1;
  try {
    if (print || door.client === null) {
      code = 0;
      return say(this, door, print);
    }
    code = await runInForeground({ ...door.client, cwd: door.dir, log: null }, this);
  } finally {
    await door.release(code);
  }
  this.endWith(code);
}

async function open(context: CliContext, dir: string, { name, print }: { name: string | null; print: boolean }): Promise<Door> {
  const progress = showProgress(context);
  try {
    return await openDoor(dir, name, { host: { ...context.host, notify: progress.notify }, print });
  } finally {
    progress.stop();
  }
}

function say({ out, err }: CliContext, { url, page, clients }: Door, print: boolean): void {
  if (!print && page === null && clients.length > 0)
    err.line(`${err.style.warning('!')} none of its clients is on PATH: ${clients.join(', ')}`);
  // Of mail that was caught only the page is of use to a person.
  out.line(visible(print && !url.startsWith('smtp') ? url : (page ?? url)));
}
