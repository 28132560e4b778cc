import { programOnPath, requirement } from '@groundwork/testing';
import { chromium, type Browser } from 'playwright-core';

const program = process.env['CHROMIUM'] ?? programOnPath('chromium') ?? programOnPath('google-chrome');

/** Whether there is a Chromium to test in. */
export const hasChromium = requirement('Chromium', program !== null, 'apt-get install chromium');

export async function startBrowser(): Promise<Browser> {
  // Containers run tests as root, where Chromium's own sandbox does not start.
  return await chromium.launch({ executablePath: program ?? 'chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
