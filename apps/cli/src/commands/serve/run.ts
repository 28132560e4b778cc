import type { CliContext } from '../../context.ts';
import { joinOrServe } from '../../ide/served.ts';
import { visible } from '../../terminal/text.ts';
import { inputEnds } from '../../ide/input.ts';
import type { ServeFlags } from './command.ts';

/** Serves a folder until it is stopped. Where it is served already, says where and ends. */
export async function serve(this: CliContext, { port, json = false }: ServeFlags, dir = this.cwd): Promise<void> {
  const { served, url, origin, token, dir: real } = await joinOrServe(this, { dir, port });
  const { strong, command, quiet } = this.out.style;
  if (json) this.out.line(JSON.stringify({ url, origin, token }));
  else {
    this.out.line(`  ${strong(visible(real))} ${served === null ? 'is served already' : 'is served'} at`);
    this.out.line(`  ${command(url)}`);
    if (served !== null) this.out.line(quiet('  Whoever has this address can do what you can. Ctrl-C stops it.'));
  }
  await served?.untilStopped(json ? inputEnds(this.stdin) : undefined);
}
