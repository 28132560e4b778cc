import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from './browser.ts';
import { startServer, type RunningServer } from './server.ts';
import { IdeWindow } from './window.ts';

export interface IdeOptions {
  /** A folder of `examples/` to work on a copy of. */
  readonly example?: string;
  /** What is in the folder besides, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly colorScheme?: 'light' | 'dark';
  /** One that is running already; without it, one is started, and ended with the IDE. */
  readonly browser?: Browser;
}

/** A folder that is served, and a window on it in a real browser with an empty profile. */
export interface Ide {
  readonly dir: string;
  readonly server: RunningServer;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly window: IdeWindow;
  /** What went wrong in the page by itself: errors nobody caught, and what its policy refused. */
  readonly complaints: readonly string[];
  /** Another window on the same folder. */
  open(): Promise<IdeWindow>;
  /** Serves the folder anew, after a `server.kill()`: at the same address. */
  serveAgain(): Promise<void>;
  close(): Promise<void>;
}

const examples = new URL('../../../../examples/', import.meta.url).pathname;

export async function openIde({ example, files = {}, colorScheme = 'dark', browser }: IdeOptions): Promise<Ide> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'groundwork-ide-')));
  const dir = join(home, example ?? 'bakery');
  mkdirSync(dir);
  if (example !== undefined)
    cpSync(join(examples, example), dir, { recursive: true, filter: (path) => !/node_modules|\.groundwork/.test(path) });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  // Settings of a person go to a folder of the test's own.
  const env = { HOME: home, XDG_CONFIG_HOME: join(home, 'config') };
  let server = await startServer(dir, env);
  const running = browser ?? (await startBrowser());
  const context = await running.newContext({ viewport: { width: 1440, height: 900 }, colorScheme });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
  const open = async (): Promise<IdeWindow> => {
    const window = new IdeWindow(await context.newPage());
    await window.goto(server.url);
    return window;
  };
  const window = await open();
  return {
    dir,
    context,
    page: window.page,
    window,
    complaints,
    open,
    get server() {
      return server;
    },
    serveAgain: async () => {
      server = await startServer(dir, env);
    },
    close: async () => {
      await context.close();
      if (browser === undefined) await running.close();
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
