import { describe, expect, it } from 'vitest';
import { isBroken } from './broken.ts';

describe('a file of settings', () => {
  it.each(['', '{}', '// mine\n{ "editor.fontSize": 14, }', '[]'])('%j can be read', (text) => expect(isBroken(text)).toBe(false));
  it.each(['{ "editor.fontSize": 14', '{ "a": 1 "b": 2 }', '<<<<<<< mine\n{}'])('%j is broken', (text) =>
    expect(isBroken(text)).toBe(true),
  );
});
