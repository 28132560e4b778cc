import type { Handlers } from '@groundwork/protocol';
import { repositoryOf } from '../git/handlers.ts';
import type { WindowContext } from '../rpc/context.ts';
import { accountOf } from './churn.ts';

export function churnHandlers({ workspace, tell, signal: gone }: WindowContext): Handlers<'churn/read' | 'churn/figures'> {
  const account = accountOf(workspace);
  return {
    'churn/read': async (_, cancelled) => {
      // Windows hear of a first commit where there is none yet.
      await repositoryOf(workspace).follow();
      const signal = AbortSignal.any([cancelled, gone]);
      const { figures, html, read } = await account.read({ signal, progress: (done, total) => tell('churn/progress', { done, total }) });
      return { figures, html, read };
    },
    'churn/figures': async () => account.latest?.figures ?? null,
  };
}
