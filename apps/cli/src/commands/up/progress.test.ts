import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTerminal } from '../../terminal/terminal.ts';
import { showProgress } from './progress.ts';

let screen: string[];
let folder: string;

beforeEach(() => {
  vi.useFakeTimers();
  screen = [];
  folder = mkdtempSync(join(tmpdir(), 'bakery-'));
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function display({ isTTY = true } = {}) {
  const write = (text: string | Uint8Array) => void screen.push(String(text));
  return showProgress({ err: createTerminal({ write, isTTY, columns: 100 }, { NO_COLOR: '1' }), json: false });
}

const shown = () => screen.join('');
const lastLine = () =>
  shown()
    .replaceAll(/\u001b\[\d*[AJ]/gu, '')
    .trimEnd()
    .split('\n')
    .at(-1) ?? '';

describe('what is happening now', () => {
  it('has the time so far, the time it took last, and what it does', () => {
    const log = join(folder, 'install.log');
    writeFileSync(log, '$ pip install\nCollecting flour\nCollecting rye\n');
    const progress = display();
    progress.notify({ type: 'started', task: 'install:oven', label: 'install (pip)', expectedMs: 20_000, log });
    vi.advanceTimersByTime(10_200);
    expect(lastLine()).toMatch(/oven +install \(pip\) +████████░░░░░░░░ 10 s, last time 20 s {2}Collecting rye$/u);
    progress.notify({ type: 'finished', task: 'install:oven', outcome: 'done', ms: 12_000 });
    expect(lastLine()).toMatch(/oven +install \(pip\) +✔ 12 s$/u);
    progress.stop();
  });

  it('is never full before it is done, and never wider than the terminal', () => {
    const log = join(folder, 'install.log');
    writeFileSync(log, `${'x'.repeat(300)}\n`);
    const progress = display();
    progress.notify({ type: 'started', task: 'build:oven', label: 'build', expectedMs: 5_000, log });
    vi.advanceTimersByTime(60_000);
    expect(lastLine()).toContain(`${'█'.repeat(15)}░`);
    expect(lastLine().length).toBeLessThan(100);
    progress.stop();
  });

  it('is silent about what had nothing to do, and where nobody watches about what runs', () => {
    const progress = display({ isTTY: false });
    progress.notify({ type: 'started', task: 'install:oven', label: 'install' });
    vi.advanceTimersByTime(5_000);
    progress.notify({ type: 'finished', task: 'install:oven', outcome: 'skipped', ms: 3 });
    expect(shown()).toBe('');
    progress.notify({ type: 'note', level: 'warning', code: 'up.prepared', message: 'the oven is cold' });
    expect(shown()).toBe('! the oven is cold\n');
    progress.stop();
  });
});
