import { act, type Git } from '../act.ts';
import type { Commands } from '../commands.ts';
import { agreed } from './stage.ts';

export function remoteCommands(git: Git): Commands {
  const { connection, repository, api } = git;
  const pull = async (): Promise<boolean> => await act(git, 'Pull', (trust) => connection.call('git/pull', { trust }));
  const push = async (setUpstream: boolean): Promise<boolean> =>
    await act(git, setUpstream ? 'Publish Branch' : 'Push', (trust) => connection.call('git/push', { setUpstream, trust }));
  const publish = async (): Promise<boolean> => await push(true);

  return {
    'git.fetch': async () => {
      await act(git, 'Fetch', (trust) => connection.call('git/fetch', { trust }));
    },
    'git.pull': pull,
    'git.push': async () => {
      const { upstream, branch } = repository.status ?? {};
      if (upstream || branch == null) return await push(false);
      if (await agreed(git, `The branch "${branch}" has no remote branch. Would you like to publish this branch?`, 'OK')) await publish();
    },
    'git.publish': publish,
    'git.sync': async () => {
      const { upstream } = repository.status ?? {};
      if (!upstream) return await publish();
      const settings = api.workspace.getConfiguration('git');
      const [ok, never] = ['OK', "OK, Don't Show Again"];
      if (settings.get('confirmSync', true)) {
        const message = `This action will pull and push commits from and to "${upstream.name}".`;
        const answer = await api.window.showWarningMessage(message, { modal: true }, ok, never);
        if (answer === never) await settings.update('confirmSync', false, true);
        if (answer !== ok && answer !== never) return;
      }
      if ((await pull()) && (repository.status?.upstream?.ahead ?? 0) > 0) await push(false);
    },
  };
}
