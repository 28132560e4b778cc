import type { Handlers } from '@groundwork/protocol';
import { clientOn } from '@groundwork/toolkit';
import type { WindowContext } from '../rpc/context.ts';
import { kindOf } from './kinds.ts';
import { openedOf } from './opened.ts';

type Names = 'resources/open' | 'resources/close' | 'resources/list' | 'resources/read' | 'resources/query';

export function resourcesHandlers({ workspace, window, onClose }: WindowContext): Handlers<Names> {
  const opened = openedOf(workspace);
  onClose(opened.join(window));
  return {
    'resources/open': async ({ name }) => {
      const resource = await opened.open(name, window);
      const { type, title, url, page } = resource;
      const kind = kindOf(resource);
      return { name, type, server: title, url, page, browse: kind !== null, query: kind?.language ?? null, client: clientOn(type) };
    },
    'resources/close': async ({ name }) => {
      await opened.close(name, window);
      return null;
    },
    'resources/list': ({ name, place, limit }, signal) => opened.browse(name, (browser) => browser.list(place, { limit, signal })),
    'resources/read': ({ name, place, offset, limit }, signal) =>
      opened.browse(name, (browser) => browser.read(place, { offset, limit, signal })),
    'resources/query': ({ name, text, limit }, signal) =>
      opened.browse(name, async (browser) => {
        const started = performance.now();
        const answer = await browser.query(text, { limit, signal });
        return { ...answer, ms: Math.round((performance.now() - started) * 10) / 10 };
      }),
  };
}
