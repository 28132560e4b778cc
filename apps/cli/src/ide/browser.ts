import { prepareStateFolder, replacePrivateFile } from '@groundwork/provision';
import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Opens an address that carries a token in the person's browser; `false` where there is none. Arguments of programs can be seen by
 * every account of a machine: the browser is given a page that is private to its owner, as what the server keeps is, and leads on.
 */
export async function openBrowser(url: string, { dir, env }: { readonly dir: string; readonly env: Environment }): Promise<boolean> {
  const program = programFor(env);
  if (program === null) return false;
  const page = join(prepareStateFolder(dir), 'open.html');
  replacePrivateFile(
    page,
    `<!doctype html><meta charset="utf-8"><title>Groundwork</title><meta http-equiv="refresh" content="0;url=${url}">\n`,
  );
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
