import { requireProgram } from '@groundwork/testing';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bakery } from './bakery.fixture.ts';
import { GitWatch } from './watch.ts';

let bakery: Bakery;
let heard = 0;
let watch: GitWatch;
beforeEach(() => {
  bakery = new Bakery();
  heard = 0;
  watch = new GitWatch(() => (heard += 1));
});
afterEach(() => {
  watch.close();
  bakery.close();
});

describe.runIf(requireProgram('git', 'apt-get install git'))('git/changed', () => {
  it('hears of staging, commits, branches and pushes, and not of a status', async () => {
    bakery.commit({ 'rye.md': 'rye' });
    bakery.run('init', '--quiet', '--bare', join(bakery.home, 'shop.git'));
    bakery.run('remote', 'add', 'origin', join(bakery.home, 'shop.git'));
    bakery.run('push', '--quiet', '--set-upstream', 'origin', 'main');
    const follow = async (): Promise<void> => watch.follow(bakery.dir, await bakery.git.place());
    await follow();
    bakery.write('rye.md', 'more rye');
    const acts: (() => unknown)[] = [
      () => bakery.run('add', 'rye.md'),
      () => bakery.run('commit', '--quiet', '--message', 'More'),
      () => bakery.run('push', '--quiet'),
      () => bakery.run('switch', '--quiet', '--create', 'sour'),
      () => bakery.run('branch', 'sweet'),
    ];
    for (const act of acts) {
      await follow();
      const before = heard;
      act();
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what is asked
      await expect.poll(() => heard, { timeout: 5000 }).toBeGreaterThan(before);
      // oxlint-disable-next-line no-await-in-loop
      await settled();
    }
    const before = heard;
    await bakery.git.status();
    await settled();
    expect(heard).toBe(before);
  });

  it('hears of a repository that is made', async () => {
    const plain = new Bakery({ repository: false });
    watch.follow(plain.dir, await plain.git.place());
    await plain.git.init();
    await expect.poll(() => heard, { timeout: 5000 }).toBeGreaterThan(0);
    plain.close();
  });
});

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 250));
