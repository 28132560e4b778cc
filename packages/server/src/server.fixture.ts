import { silentHost } from '@groundwork/host';
import { connectWindow, type Socket, type WindowConnection } from '@groundwork/protocol';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WebSocket } from 'ws';
import { serve, type Served, type ServeOptions } from './serve.ts';

/** A served folder, with a small built shell beside it. */
export interface Harbour {
  readonly home: string;
  /** The folder that is served. */
  readonly dir: string;
  readonly served: Served;
  write(path: string, text: string | Uint8Array): void;
  window(name?: string): WindowConnection;
  /** Serves it again, as after a kill. */
  again(options?: Partial<ServeOptions>): Promise<Served>;
  close(): Promise<void>;
}

const shell = {
  'shell/index.html': '<!doctype html><title>Harbour</title>',
  'shell/assets/main-Bq3xT91k.js': 'export {};',
  'shell/webview/index.html': '<!doctype html>',
  'extension/package.json': '{}',
  'secret.txt': 'not for pages',
};

export async function openHarbour(files: Readonly<Record<string, string>> = {}, options: Partial<ServeOptions> = {}): Promise<Harbour> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'harbour-')));
  const dir = join(home, 'harbour');
  const windows: WindowConnection[] = [];
  const put = (path: string, text: string | Uint8Array): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  mkdirSync(dir);
  for (const [path, text] of Object.entries(shell)) put(join(home, path), text);
  for (const [path, text] of Object.entries(files)) put(join(dir, path), text);
  const begin = (more: Partial<ServeOptions> = {}): Promise<Served> =>
    serve({
      dir,
      host: silentHost,
      pages: { shell: join(home, 'shell'), extension: join(home, 'extension') },
      version: '1.2.3',
      ...options,
      ...more,
    });
  let served = await begin();
  return {
    home,
    dir,
    get served() {
      return served;
    },
    write: (path, text) => put(join(dir, path), text),
    window: (name = 'pier') => {
      const window = connectWindow({ openSocket: () => openSocket(served), window: name, longestWait: 50 });
      windows.push(window);
      return window;
    },
    again: async (more) => {
      await served.close();
      served = await begin(more);
      return served;
    },
    close: async () => {
      for (const window of windows) window.close();
      await served.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function openSocket({ origin, token }: Served): Socket {
  return new WebSocket(`${origin.replace('http', 'ws')}/rpc?token=${token}`);
}
