import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import { z } from 'zod';
import type { Workbench } from './window.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe says of a page, as far as it is looked at. */
const foundSchema = z.object({
  violations: z.array(z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** The page of a webview that shows something. */
export async function frameWith(ide: Workbench, selector: string, timeout?: number): Promise<Frame> {
  const shown = await (await ide.webview(selector, timeout)).elementHandle();
  const frame = await shown?.ownerFrame();
  if (!frame) throw new Error(`No frame shows ${selector}`);
  return frame;
}

/** What axe finds serious or critical in the page of a webview. */
export async function violations(ide: Workbench, selector: string): Promise<string[]> {
  const frame = await frameWith(ide, selector);
  await frame.evaluate(axe);
  const found = foundSchema.parse(await frame.evaluate('axe.run()'));
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Presses a button of a webview as somebody without a mouse does: Tab until it has the focus, then Enter. */
export async function press(ide: Workbench, within: string, label: string, timeout?: number): Promise<void> {
  const button = await ide.webview(`${within} button:not([disabled]):has-text("${label}")`, timeout);
  const element = await button.elementHandle();
  const frame = await element?.ownerFrame();
  if (!element || !frame) throw new Error(`${label} is not there`);
  // Its panel has the focus when it is opened or clicked at; a page that was just told something else may have lost it.
  if (!(await frame.evaluate(() => document.hasFocus()))) await frame.locator('main').first().focus();
  for (let steps = 0; steps < 60; steps += 1) {
    if (await element.evaluate((each) => each === document.activeElement)) return ide.page.keyboard.press('Enter');
    await ide.page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${label}`);
}
