import { connectWindow, type ResultOf, type WindowConnection } from '@groundwork/protocol';
import 'vscode-jsonrpc/browser';
import { sayWhenWaiting } from '../page/waiting.ts';
import { takeToken } from './token.ts';

export type Hello = ResultOf<'session/hello'>;

/** The server behind this page. */
export interface Server {
  readonly connection: WindowConnection;
  readonly origin: string;
  readonly token: string;
  /** What it said first. */
  readonly hello: Hello;
}

const windowKey = 'groundwork.window';

export async function connect(page: Window): Promise<Server> {
  const token = takeToken(page);
  const { origin, host } = page.location;
  const connection = connectWindow({
    openSocket: () => new WebSocket(`ws://${host}/rpc?token=${encodeURIComponent(token)}`),
    window: nameOf(page),
  });
  const answered = sayWhenWaiting(page);
  const hello = await helloOf(connection);
  answered();
  return { connection, origin, token, hello };
}

/** The same after a reload, another one in every tab. */
function nameOf({ sessionStorage, crypto }: Window): string {
  const name = sessionStorage.getItem(windowKey) ?? crypto.randomUUID();
  sessionStorage.setItem(windowKey, name);
  return name;
}

function helloOf(connection: WindowConnection): Promise<Hello> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (connection.hello === null) return;
      watch.dispose();
      resolve(connection.hello);
    };
    const watch = connection.onState(look);
    look();
  });
}
