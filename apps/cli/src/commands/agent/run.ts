import { serveAgent } from '@groundwork/agent/builtin';
import { Readable } from 'node:stream';
import type { CliContext } from '../../context.ts';
import { protocolOutput } from '../../terminal/protocol.ts';
import { version } from '../../version.ts';

/** Serves one client until it is gone. */
export async function agent(this: CliContext): Promise<void> {
  const { stdin, out, env, host } = this;
  await serveAgent({ input: new Readable().wrap(stdin), output: protocolOutput(out.stream), env, version, signal: host.signal });
}
