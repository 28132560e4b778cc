import type { Blueprint } from '@groundwork/blueprint';
import type { CommandShown } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';

/** Shows what would run of the repository and asks. `null` where nobody is watching. */
export async function askToRun(
  { err, host, json }: CliContext,
  commands: readonly CommandShown[],
  { name }: Blueprint,
): Promise<boolean | null> {
  if (!err.interactive || json) return null;
  const { strong, quiet, command: look } = err.style;
  err.line(`${strong(visible(name))} was never up on this machine. It would run these commands as you:`);
  const width = Math.max(...commands.map(({ path }) => path.length));
  for (const { path, command } of commands) err.line(`  ${quiet(visible(path).padEnd(width))}  ${look(visible(command))}`);
  return host.confirm('Run them, now and whenever this folder is brought up?', false);
}
