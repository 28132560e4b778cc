import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { urisOf } from './uris.ts';

let home: string;
let dir: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'quay-')));
  dir = join(home, 'north #1 100%');
  mkdirSync(dir);
});
afterEach(() => rmSync(home, { recursive: true }));

describe('addresses', () => {
  it.each(['berths/main.py', 'a b/ä#ö?.py', '100%/%2e%2e/x.py', '[slug]/(pier)/page.tsx', 'こ/⚓.py'])(
    'of %j lead there and back',
    (path) => {
      const { uriOf, pathOf } = urisOf(dir, [pathToFileURL(dir).href]);
      expect(pathOf(uriOf(path))).toBe(path);
    },
  );

  it.each([
    () => pathToFileURL(home).href,
    () => pathToFileURL(dir).href,
    () => `${pathToFileURL(dir).href}/../south/x.py`,
    () => `${pathToFileURL(dir).href}/%2e%2e/south/x.py`,
    () => `${pathToFileURL(`${dir}-other`).href}/x.py`,
    () => 'untitled:Untitled-1',
    () => 'git:/x.py?ref',
    () => 'file://elsewhere/share/x.py',
    () => 'file:///a%2Fb',
    () => 'file:///%zz',
    () => 'no address',
  ])('of nothing in the folder are none: %s', (uri) => {
    expect(urisOf(dir, []).pathOf(uri())).toBeNull();
  });

  it('go through the link that the editor opened', () => {
    const link = join(home, 'link');
    symlinkSync(dir, link);
    const { uriOf, pathOf } = urisOf(dir, [pathToFileURL(link).href]);
    expect(uriOf('x.py')).toBe(pathToFileURL(join(link, 'x.py')).href);
    expect(pathOf(pathToFileURL(join(dir, 'x.py')).href)).toBe('x.py');
    expect(pathOf(pathToFileURL(join(link, 'x.py')).href)).toBe('x.py');
  });
});
