import { startLanguageServer, streamTransport } from '@groundwork/language-server';
import type { CliContext } from '../../context.ts';
import { protocolOutput } from '../../terminal/protocol.ts';
import { version } from '../../version.ts';
import type { LspFlags } from './command.ts';

/** Serves one editor until it says goodbye or is gone. Ends with 1 when it left without a goodbye, as the protocol wants. */
export async function lsp(this: CliContext, _flags: LspFlags, dir?: string): Promise<void> {
  const server = startLanguageServer(streamTransport(this.stdin, protocolOutput(this.out.stream)), {
    version,
    knowsCommands: false,
    ...(dir === undefined ? {} : { dir }),
  });
  this.host.signal.addEventListener('abort', () => server.close());
  if (!(await server.ended)) this.endWith(1);
  server.close();
  // An editor that said goodbye may keep its end open; nothing more is read from it.
  this.stdin.pause();
}
