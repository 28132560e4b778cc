import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Frame, type Locator, type Page } from 'playwright-core';
import { programOnPath } from '@groundwork/testing';

/** Screenshots are kept here, for a person to look at; CI keeps them as artefacts. */
export const screenshots = resolve(import.meta.dirname, '../../screenshots');

export async function openBrowser(): Promise<Browser> {
  const executablePath = programOnPath('chromium') ?? 'chromium';
  // Chromium's own sandbox does not work for root.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

export type ColorScheme = 'light' | 'dark';

/** Came out of the workbench around a reload, now and then; why is not known, and nothing was seen to break by it. */
const aroundReload = /^Cannot read properties of null \(reading 'parent'\)|^Cannot set null\/undefined state/;

/** A window of the shell, in the words of a person who uses it. */
export class Workbench {
  readonly page: Page;
  /** What went wrong in the page that nobody caught, and what its policy refused. */
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    // What the workbench itself gave up on purpose is no error.
    page.on('pageerror', (error) => {
      if (error.name !== 'Canceled' && !aroundReload.test(error.message)) this.errors.push(error.stack ?? String(error));
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text())) this.errors.push(message.text());
    });
  }

  static async open(browser: Browser, url: string, colorScheme: ColorScheme = 'dark'): Promise<Workbench> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme });
    const workbench = new Workbench(await context.newPage());
    await workbench.page.goto(url);
    await workbench.ready();
    return workbench;
  }

  async ready(): Promise<void> {
    await this.page.waitForSelector('.monaco-workbench .part.activitybar', { timeout: 60_000 });
    await this.page.waitForSelector('.monaco-workbench .statusbar-item:visible', { timeout: 30_000 });
  }

  /** Runs a command by its title in the palette. What the palette lists is what could be done when it opened: it is opened until it is there. */
  async command(title: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget input').first();
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    for (let left = 15; ; left -= 1) {
      await this.page.keyboard.press('F1');
      await box.waitFor();
      await box.fill(`>${title}`);
      if (left === 0) await row.waitFor();
      if (
        await row.waitFor({ timeout: 2_000 }).then(
          () => true,
          () => false,
        )
      )
        return row.click();
      await this.page.keyboard.press('Escape');
    }
  }

  /** A file or folder in the explorer. */
  entry(name: string): Locator {
    return this.page.locator('.explorer-folders-view .monaco-list-row').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The lines of the active editor that are on the screen. */
  get lines(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor .view-lines').first();
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.editor-group-container.active .tab.active:not(.dirty)').first().waitFor();
  }

  /** Opens a file by its name, as Ctrl+P does. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    const box = this.page.locator('.quick-input-widget input').first();
    await box.waitFor();
    await box.fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await this.page.locator('.tabs-container .tab.active', { hasText: name }).first().waitFor();
  }

  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+G');
    const box = this.page.locator('.quick-input-widget input').first();
    await box.waitFor();
    await box.fill(`:${line}:${column}`);
    // Before its row is there, Enter does nothing.
    await this.page
      .locator('.quick-input-list .monaco-list-row', { hasText: `line ${line}` })
      .first()
      .waitFor();
    await this.page.waitForTimeout(100);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: name }).first();
  }

  /** The text of what the editor shows, its blanks as they are. */
  async shown(): Promise<string> {
    const text = await this.page.locator('.editor-group-container.active .view-lines').first().innerText();
    return text.replaceAll('\u00a0', ' ');
  }

  /** Writes the whole text of the editor anew, as a paste does: nothing is completed or closed by itself. */
  async replaceAll(text: string): Promise<void> {
    await this.page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(text);
  }

  /** A line under code that something is wrong with. */
  squiggle(): Locator {
    return this.page.locator('.editor-group-container.active').locator('.squiggly-error, .squiggly-warning, .squiggly-info').first();
  }

  async terminalReady(): Promise<void> {
    await this.page.locator('.terminal-wrapper.active .xterm-screen').first().waitFor({ timeout: 30_000 });
    await this.page.waitForTimeout(1_000);
  }

  lens(text: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration a, .codelens-decoration span', { hasText: text }).first();
  }

  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item', { hasText: text }).first();
  }

  /** What a webview shows that is on the screen, whichever frames it is in. */
  async webview(selector: string, timeout = 20_000): Promise<Locator> {
    const end = Date.now() + timeout;
    for (;;) {
      for (const frame of this.page.frames()) {
        const found = frame.locator(selector).first();
        if (frame !== this.page.mainFrame() && (await isOnScreen(frame)) && (await found.isVisible().catch(() => false))) return found;
      }
      if (Date.now() > end) throw new Error(`No webview shows ${selector}`);
      await this.page.waitForTimeout(100);
    }
  }

  /** Whether it shows up in time. */
  async sees(what: Locator, timeout = 20_000): Promise<boolean> {
    return what.waitFor({ timeout }).then(
      () => true,
      () => false,
    );
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** A webview that is kept while another editor is shown is there and cannot be seen. */
async function isOnScreen(frame: Frame): Promise<boolean> {
  const parent = frame.parentFrame();
  if (parent === null) return true;
  const element = await frame.frameElement().catch(() => null);
  return element !== null && (await element.isVisible().catch(() => false)) && (await isOnScreen(parent));
}
