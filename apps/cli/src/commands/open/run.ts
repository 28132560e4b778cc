import type { CliContext } from '../../context.ts';
import { openBrowser } from '../../ide/browser.ts';
import { requireShell } from '../../ide/pages.ts';
import { joinOrServe } from '../../ide/served.ts';
import { visible } from '../../terminal/text.ts';
import { currentState, realFolder } from '@groundwork/toolkit';
import type { OpenFlags } from './command.ts';

/** Opens the IDE on a folder in the browser, and serves it until it is stopped. */
export async function openIde(this: CliContext, { port, open = true, engine = 'built-in' }: OpenFlags, dir = this.cwd): Promise<void> {
  if (engine === 'code-server') return await (await import('../../ide/code-server/open.ts')).openCodeServer(this, { dir, port, open });
  const folder = realFolder(dir);
  requireShell();
  const { served, url, dir: real } = await joinOrServe(this, { dir: folder, port });
  const { strong, command, quiet } = this.out.style;
  const opened = open && (await openBrowser({ url }, { dir: real, env: this.env }));
  this.out.line(`  ${strong(visible(real))} is ${served === null ? 'open already' : 'open'} at`);
  this.out.line(`  ${command(url)}`);
  if (!opened) this.out.line(quiet('  Open that address in a browser on this machine.'));
  if (served !== null) this.out.line(quiet('  Whoever has it can do what you can. Ctrl-C closes the IDE; what `gw up` started stays up.'));
  await served?.untilStopped();
  const folderOf = dir === this.cwd ? '' : ` ${visible(real)}`;
  if (served !== null && currentState(real, 'local')?.supervisor)
    this.out.line(`  ${quiet('What was brought up is still up. Stop it with')} ${command(`gw down${folderOf}`)}`);
}
