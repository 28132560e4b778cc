import type { Locator, Page } from 'playwright-core';

/** One window of the shell, in the words of who sits before it. */
export class IdeWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url);
    await this.untilReady();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.untilReady();
  }

  /** Until the explorer shows files. */
  async untilReady(): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** A file or folder in the explorer. */
  entry(name: string): Locator {
    return this.page.locator('.explorer-folders-view .monaco-list-row').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: name });
  }

  /** The lines of the active editor that are on the screen. */
  get lines(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor .view-lines').first();
  }

  /** Opens a file by its name, as Ctrl+P does, and waits for its text. */
  async openFile(path: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    await this.quickInput(path);
    await this.tab(path.slice(path.lastIndexOf('/') + 1))
      .first()
      .waitFor();
    await this.lines.waitFor();
  }

  /** Runs a command by its title, as Ctrl+Shift+P does. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput(`>${title}`);
  }

  /** Fills what is asked at the top of the window, and takes the first proposal. */
  async quickInput(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget .quick-input-filter input');
    await input.fill(text);
    const named = text.replace(/^>/, '');
    await this.page
      .locator('.quick-input-widget .monaco-list-row.focused')
      .filter({ hasText: named.slice(named.lastIndexOf('/') + 1) })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Puts the cursor at the end of a line of the active editor; lines count from 1. */
  async goToLine(line: number): Promise<void> {
    await this.page.keyboard.press('Control+g');
    await this.page.locator('.quick-input-widget .quick-input-filter input').fill(`:${line}`);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('End');
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
    await this.page.locator('.tab.active:not(.dirty)').first().waitFor();
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-list-item').filter({ hasText: text });
  }
}
