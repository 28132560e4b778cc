import { requireProgram } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';

const there = requireProgram('git', 'apt-get install git');

let harbour: Harbour;
beforeEach(async () => {
  harbour = await openHarbour({ 'pier.py': 'rope = 1\nship = 2\n' });
});
afterEach(() => harbour.close());

const git = (...words: readonly string[]): void =>
  void execFileSync('git', ['-C', harbour.dir, '-c', 'user.name=Ada Quay', '-c', 'user.email=ada@harbour.test', ...words], {
    stdio: 'pipe',
  });

describe.runIf(there)('the account of lines', () => {
  it('is read once for all windows, which hear of it and of a later commit', async () => {
    git('init', '--quiet');
    git('add', 'pier.py');
    git('commit', '--quiet', '--message', 'A pier');
    const [bow, stern] = [harbour.window('bow'), harbour.window('stern')];
    const heard: [number, boolean][] = [];
    stern.on('churn/changed', ({ figures, isOld }) => void heard.push([figures.commits, isOld]));
    expect(await stern.call('churn/figures', {})).toBeNull();
    const { figures, html } = await bow.call('churn/read', {});
    expect(figures).toMatchObject({ commits: 1, alive: 2 });
    expect(html).toContain('<!doctype html>');
    expect(await stern.call('churn/figures', {})).toEqual(figures);
    await expect.poll(() => heard).toEqual([[1, false]]);
    harbour.write('pier.py', 'rope = 1\nship = 3\n');
    git('commit', '--quiet', '--all', '--message', 'Another ship');
    await expect.poll(() => heard.at(-1), { timeout: 15_000 }).toEqual([1, true]);
    expect((await stern.call('churn/read', {})).read).toBe(1);
    expect(heard.at(-1)).toEqual([2, false]);
  });

  it('says why there is none', async () => {
    const window = harbour.window();
    await expect(window.call('churn/read', {})).rejects.toMatchObject({ code: 'churn.not_a_repository' });
    git('init', '--quiet');
    await expect(window.call('churn/read', {})).rejects.toMatchObject({ code: 'churn.no_commits' });
  });

  it('is not read on for a window that cancels', async () => {
    git('init', '--quiet');
    git('add', 'pier.py');
    git('commit', '--quiet', '--message', 'A pier');
    const window = harbour.window();
    await window.call('churn/figures', {});
    const stop = new AbortController();
    const asked = window.call('churn/read', {}, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await expect(asked).rejects.toMatchObject({ name: 'GroundworkError' });
    expect((await window.call('churn/read', {})).figures.commits).toBe(1);
  });
});
