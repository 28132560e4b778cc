import { GroundworkError } from '@groundwork/host';
import type { WindowConnection } from '@groundwork/protocol';
import type * as vscode from 'vscode';
import type { Folder } from './folder.ts';
import type { Repository } from './repository.ts';
import type { View } from './view.ts';

/** What a command of git's works with. */
export interface Git {
  readonly api: typeof vscode;
  readonly connection: WindowConnection;
  readonly folder: Folder;
  readonly repository: Repository;
  readonly view: View;
  readonly output: vscode.LogOutputChannel;
}

/** Does one thing, shows that it is being done, and asks for what it needs: trust, a name. Gives whether it was done. */
export async function act(git: Git, title: string, work: (trust: boolean) => Promise<unknown>): Promise<boolean> {
  const { api, repository, output } = git;
  const location = api.ProgressLocation.SourceControl;
  const attempt = async (trust: boolean): Promise<void> => {
    await api.window.withProgress({ location, title }, async () => {
      await work(trust);
      await repository.refresh();
    });
  };
  output.info(title);
  try {
    await attempt(false);
    return true;
  } catch (cause) {
    repository.soon();
    if (!(cause instanceof GroundworkError)) throw cause;
    output.error(`${cause.code}: ${cause.message}`);
    const again = await helped(git, cause);
    if (again === null) return false;
    return await act(git, title, () => work(again.trust));
  }
}

/** What can be done about an error, and whether to try again; `null` when there is no more to do. */
async function helped(git: Git, error: GroundworkError): Promise<{ readonly trust: boolean } | null> {
  switch (error.code) {
    case 'git.trust_needed':
      return await trusted(git, error);
    case 'git.no_identity':
      return await introduced(git);
    case 'git.unconnected':
      return await connected(git);
    case 'git.authentication':
    case 'git.stalled':
      return await inTerminal(git, error);
    default:
      await shown(git, error);
      return null;
  }
}

async function trusted({ api }: Git, { message }: GroundworkError): Promise<{ trust: true } | null> {
  const yes = 'Trust and Continue';
  const detail = `${message.slice(message.indexOf('\n') + 1)}\n\nTrusting the folder lets these, and its services, run from now on.`;
  const answer = await api.window.showWarningMessage('This repository runs commands of its own. Trust it?', { modal: true, detail }, yes);
  return answer === yes ? { trust: true } : null;
}

async function introduced({ api, connection }: Git): Promise<{ trust: false } | null> {
  const ask = (prompt: string, placeHolder: string): Thenable<string | undefined> =>
    api.window.showInputBox({ title: 'git does not know who commits', prompt, placeHolder, ignoreFocusOut: true });
  const name = await ask('Your name, as it stands in every commit of yours', 'Ada Baker');
  const email = name ? await ask('Your e-mail address, as it stands in every commit of yours', 'ada@example.com') : undefined;
  if (!name || !email) return null;
  await connection.call('git/identity', { name, email });
  return { trust: false };
}

async function connected({ api, connection }: Git): Promise<{ trust: false } | null> {
  const address = await api.window.showInputBox({
    title: 'This repository is nowhere else yet',
    prompt: 'The address of an empty repository to publish to; it becomes the remote "origin"',
    placeHolder: 'git@example.com:bakery/shop.git',
    ignoreFocusOut: true,
  });
  if (!address?.trim()) return null;
  await connection.call('git/connect', { address: address.trim() });
  return { trust: false };
}

async function inTerminal({ api }: Git, error: GroundworkError): Promise<null> {
  const open = 'Open Terminal';
  const answer = await api.window.showErrorMessage(sentence(error), open);
  if (answer === open) api.window.createTerminal({ name: 'git' }).show();
  return null;
}

async function shown({ api, output }: Git, error: GroundworkError): Promise<void> {
  const more = 'Show Output';
  if ((await api.window.showErrorMessage(sentence(error), more)) === more) output.show();
}

function sentence({ message, fix }: GroundworkError): string {
  const [first = '', ...rest] = message.split('\n');
  const said = rest.length > 0 ? `${first} …` : first;
  return fix === null ? said : `${said} — ${fix}`;
}
