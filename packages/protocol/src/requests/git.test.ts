import { expect, it } from 'vitest';
import { gitRequests } from './git.ts';

const takes = (address: string): boolean => gitRequests['git/connect'].params.safeParse({ address }).success;

it('connects to addresses, never to options or programs of git', () => {
  expect(['git@example.com:bakery/shop.git', 'https://example.com/shop.git', 'file:///srv/shop.git', '../shop.git'].map(takes)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['', '--upload-pack=sh', 'ext::sh -c bake', 'https://example.com/\n[core]'].map(takes)).toEqual([false, false, false, false]);
});
