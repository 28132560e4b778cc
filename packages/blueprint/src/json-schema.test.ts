import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonSchemas } from './json-schema.ts';

describe('the published JSON Schemas', () => {
  it.each(Object.entries(jsonSchemas()))('%s is what the code says; `npm run schemas` writes it again', (name, text) => {
    expect(readFileSync(new URL(`../schema/${name}`, import.meta.url), 'utf8')).toBe(text);
  });
});
