import { lastCommit, openChurnReader, type ChurnReader } from '@groundwork/toolkit';
import { repositoryOf } from '../git/handlers.ts';
import { perWorkspace } from '../rpc/workspace.ts';

/** The account of the workspace's lines, one for all windows and their language servers. */
export const accountOf = perWorkspace((workspace): ChurnReader => {
  const { dir } = workspace;
  const reader = openChurnReader(dir);
  let told = '';
  const tell = (isOld: boolean): void => {
    const { latest } = reader;
    const text = JSON.stringify([latest?.figures, isOld]);
    if (!latest || text === told) return;
    told = text;
    workspace.tell('churn/changed', { figures: latest.figures, isOld });
  };
  const look = async (): Promise<void> => {
    const { latest } = reader;
    if (latest) tell((await lastCommit(dir)) !== latest.figures.head);
  };
  const repository = repositoryOf(workspace);
  reader.onRead(() => {
    tell(false);
    void repository.follow();
  });
  // A repository that is being changed is looked at again with the next change.
  const changes = repository.onChange(() => void look().catch(() => {}));
  workspace.onClose(() => {
    changes.dispose();
    reader.close();
  });
  return reader;
});
