import { watchFiles } from '@groundwork/toolkit';
import { DidChangeWatchedFilesNotification, RegistrationRequest } from 'vscode-languageserver';
import { ask, type Session } from '../session.ts';

/** Tells of files that were changed, added or removed on disk, by their paths relative to the folder, until it is closed; `null`: any may be. */
export type DiskSource = (changed: (paths: Iterable<string> | null) => void) => { close(): void };

/** Follows the disk through whoever watches it already: the one who started us, else the editor, else nobody and we do. */
export function followDisk(session: Session, disk: DiskSource | undefined): { close(): void } {
  const { connection, workspace, uris, client } = session;
  const take = (paths: Iterable<string> | null): void => workspace.changedOnDisk(paths);
  if (disk) return disk(take);
  if (!client.watchesFiles) return watchByOurselves(workspace.dir)(take);
  connection.onDidChangeWatchedFiles(({ changes }) => take(changes.flatMap(({ uri }) => uris.pathOf(uri) ?? [])));
  let own: { close(): void } | null = null;
  let isClosed = false;
  const register = async (): Promise<void> => {
    const { method } = DidChangeWatchedFilesNotification.type;
    const registrations = [{ id: 'disk', method, registerOptions: { watchers: [{ globPattern: '**/*' }] } }];
    if (!(await ask(session, RegistrationRequest.method, { registrations })) && !isClosed) own = watchByOurselves(workspace.dir)(take);
  };
  void register();
  return {
    close: () => {
      isClosed = true;
      own?.close();
    },
  };
}

const watchByOurselves =
  (dir: string): DiskSource =>
  (changed) => {
    const files = watchFiles(dir);
    const closing = new AbortController();
    const follow = async (): Promise<void> => {
      for (let batch = await files.next(closing.signal); batch; batch = await files.next(closing.signal)) changed(batch);
    };
    void follow();
    return {
      close: () => {
        closing.abort();
        files.close();
      },
    };
  };
