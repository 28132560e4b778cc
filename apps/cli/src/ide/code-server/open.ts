import { realFolder } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import { openBrowser } from '../browser.ts';
import { extensionPackage, ownCommand } from '../pages.ts';
import { findCodeServer, requirePackage } from './find.ts';
import { runCodeServer } from './run.ts';
import { settingsFor } from './settings.ts';

/** Opens a folder in code-server, which has to be installed, with our extension in it. */
export async function openCodeServer(
  { env, host, out }: CliContext,
  { dir, port, open }: { readonly dir: string; readonly port: number | undefined; readonly open: boolean },
): Promise<void> {
  const real = realFolder(dir);
  const program = findCodeServer(env);
  const extension = requirePackage(extensionPackage());
  const settings = await settingsFor(real, { port, command: ownCommand() });
  const { ended } = await runCodeServer({ program, extension, settings, env, signal: host.signal });
  if (host.signal.aborted) return ended;
  const origin = `http://127.0.0.1:${settings.port}`;
  const folder = `/?folder=${encodeURIComponent(real)}`;
  const login = { url: `${origin}/login?to=${encodeURIComponent(folder)}`, form: { password: settings.password } };
  const opened = open && (await openBrowser(login, { dir: real, env }));
  const { strong, command, quiet } = out.style;
  out.line(`  ${strong(visible(real))} is open in code-server at`);
  out.line(`  ${command(`${origin}${folder}`)}`);
  out.line(
    quiet(
      opened
        ? '  Ctrl-C closes it.'
        : `  Open that address in a browser on this machine. Its password is in ${settings.config}; Ctrl-C closes it.`,
    ),
  );
  await ended;
}
