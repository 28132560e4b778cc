import { getService, IBannerService } from '@codingame/monaco-vscode-api';
import { Codicon } from '@codingame/monaco-vscode-api/vscode/vs/base/common/codicons';
import type { Shell } from '../shell.ts';

const id = 'groundwork.server-gone';
/** Milliseconds. A server that is started again is back before anybody has to read something. */
const quietFor = 1500;

/** Says that the server is gone for as long as it is. Editing goes on; what is asked of the server waits for it. */
export async function startReconnect({ connection }: Shell): Promise<void> {
  const banner = await getService(IBannerService);
  let timer: ReturnType<typeof setTimeout> | undefined;
  connection.onState((state) => {
    clearTimeout(timer);
    if (state === 'connected') banner.hide(id);
    else if (state === 'lost')
      timer = setTimeout(() => {
        banner.show({
          id,
          icon: Codicon.debugDisconnect,
          message:
            'The workspace server does not answer. What you type is kept, and saved when it is back. `groundwork serve` brings it back.',
        });
      }, quietFor);
  });
}
