import { readFile } from 'node:fs/promises';
import { rolldown } from 'rolldown';
import { chromium, type Browser, type Page } from 'playwright-core';
import { htmlOf } from './html.ts';
import { themes } from './themes.fixture.ts';

/** Put into the page below. */
declare function saidSoFar(): readonly unknown[];

const source = new URL('../', import.meta.url);

/** A page as the editor shows it: with its own policy, the colours of a theme, and what it says kept in `said`. */
export async function openPage(
  browser: Browser,
  options: { page: string; theme: keyof typeof themes; size?: { width: number; height: number } },
): Promise<{
  page: Page;
  tell: (message: unknown) => Promise<void>;
  said: () => Promise<readonly unknown[]>;
  problems: readonly string[];
}> {
  const page = await browser.newPage({ viewport: options.size ?? { width: 1200, height: 760 } });
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('request', (request) => !request.url().startsWith('http://map.test/') && problems.push(`asked for ${request.url()}`));
  const html = htmlOf({ title: options.page, ...(await built(options.page)), nonce: 'once' });
  await page.route('http://map.test/', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.addInitScript(
    ({ colors, kind }) => {
      const said: unknown[] = [];
      Object.assign(globalThis, {
        saidSoFar: () => said,
        acquireVsCodeApi: () => ({
          postMessage: (message: unknown) => said.push(message),
          getState: (): unknown => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
          setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
        }),
      });
      document.addEventListener('DOMContentLoaded', () => {
        document.body.classList.add(kind);
        for (const [name, value] of Object.entries(colors)) document.documentElement.style.setProperty(`--vscode-${name}`, value);
      });
    },
    { colors: themes[options.theme], kind: options.theme === 'contrast' ? 'vscode-high-contrast' : `vscode-${options.theme}` },
  );
  await page.goto('http://map.test/');
  // It says when it listens, as the editor waits for it to.
  await page.waitForFunction(() => saidSoFar().length > 0);
  return {
    page,
    tell: (message) => page.evaluate((message) => window.postMessage(message, '*'), message),
    said: () => page.evaluate(() => saidSoFar()),
    problems,
  };
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
}

async function built(page: string): Promise<{ script: string; style: string }> {
  const bundle = await rolldown({
    input: new URL(`${page}/page/main.tsx`, source).pathname,
    platform: 'browser',
    resolve: { conditionNames: ['groundwork-source', 'import', 'browser', 'default'] },
  });
  const { output } = await bundle.generate({ format: 'iife', codeSplitting: false });
  await bundle.close();
  const styles = ['webview/base.css', `${page}/page/style.css`].map((path) => readFile(new URL(path, source), 'utf8'));
  return { script: output[0].code.replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3C`), style: (await Promise.all(styles)).join('\n') };
}
