import { prepareStateFolder, replacePrivateFile } from '@groundwork/provision';
import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Environment = Readonly<Record<string, string | undefined>>;

/** An address to open; with `form` it is posted to, as a page would that a person filled in. */
export interface Target {
  readonly url: string;
  readonly form?: Readonly<Record<string, string>>;
}

/**
 * Opens an address that carries a secret in the person's browser; `false` where there is none. Arguments of programs can be seen by
 * every account of a machine: the browser is given a page that is private to its owner, as what the server keeps is, and leads on.
 */
export async function openBrowser(target: Target, { dir, env }: { readonly dir: string; readonly env: Environment }): Promise<boolean> {
  const program = programFor(env);
  if (program === null) return false;
  const page = join(prepareStateFolder(dir), 'open.html');
  replacePrivateFile(page, pageTo(target));
  const [file, ...words] = program;
  const child = spawn(file, [...words, pathToFileURL(page).href], { stdio: 'ignore', detached: true });
  child.unref();
  return await new Promise((done) => {
    child.once('error', () => done(false));
    child.once('spawn', () => done(true));
  });
}

/** The program that opens an address as the person would. `BROWSER` decides where it is set, as everywhere. */
function programFor(env: Environment): readonly [string, ...string[]] | null {
  const { BROWSER: own, DISPLAY: display, WAYLAND_DISPLAY: wayland, SSH_CONNECTION: remote } = env;
  if (own) return own === 'none' ? null : [own];
  if (platform() === 'darwin') return ['open'];
  if (platform() === 'win32') return ['explorer.exe'];
  // Over SSH a browser would be started where nobody sits.
  return (display || wayland) && !remote ? ['xdg-open'] : null;
}

function pageTo({ url, form }: Target): string {
  const head = '<!doctype html><meta charset="utf-8"><title>Groundwork</title>';
  if (!form) return `${head}<meta http-equiv="refresh" content="0;url=${escaped(url)}">\n`;
  const fields = Object.entries(form).map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
  return `${head}<form method="post" action="${escaped(url)}">${fields.join('')}</form><script>document.forms[0].submit()</script>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
