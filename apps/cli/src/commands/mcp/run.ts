import { serveMcp } from '@groundwork/server/mcp';
import { Readable } from 'node:stream';
import type { CliContext } from '../../context.ts';
import { protocolOutput } from '../../terminal/protocol.ts';
import { version } from '../../version.ts';
import type { McpFlags } from './command.ts';

/** Serves one client over standard input and output until it is gone. */
export async function mcp(this: CliContext, { yes = false }: McpFlags, dir = this.cwd): Promise<void> {
  const { stdin, out, env, host } = this;
  const input = new Readable().wrap(stdin);
  await serveMcp({ dir, version, input, output: protocolOutput(out.stream), env, consents: yes, signal: host.signal });
  stdin.pause();
}
