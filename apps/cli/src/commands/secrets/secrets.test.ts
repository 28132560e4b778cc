import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundworkIn } from '../../main.fixture.ts';

let bakery: string;

beforeEach(() => {
  bakery = mkdtempSync(join(tmpdir(), 'bakery-'));
  writeFileSync(
    join(bakery, 'package.json'),
    '{ "name": "bakery", "scripts": { "start": "node oven.js" }, "dependencies": { "express": "5.0.0", "stripe": "18.0.0" } }',
  );
  writeFileSync(
    join(bakery, 'oven.js'),
    `const express = require('express');
const stripe = require('stripe')(process.env.STRIPE_SECRET_KEY);
express().listen(process.env.PORT);
`,
  );
});

afterEach(() => rmSync(bakery, { recursive: true }));

const secrets = (words: string[], stdin = '') => groundworkIn(bakery, ['secrets', ...words], stdin);

describe('a value a person gives', () => {
  it('is kept privately, listed by name, and never shown', async () => {
    const { stdout, stderr, exit } = await secrets(['set', 'STRIPE_SECRET_KEY'], 'sk_test_rye\n');
    expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
    const file = join(bakery, '.groundwork/local/secrets.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ given: { STRIPE_SECRET_KEY: 'sk_test_rye' } });
    expect(statSync(file).mode & 0o077).toBe(0);
    const listed = await secrets(['list', '--json']);
    expect(JSON.parse(listed.stdout)).toMatchObject([{ name: 'STRIPE_SECRET_KEY', given: true, services: ['bakery'], where: 'oven.js:2' }]);
    for (const text of [stdout, listed.stdout, (await secrets(['list'])).stdout]) expect(text).not.toContain('sk_test_rye');
  });

  it('that nothing asks for is kept with a warning', async () => {
    const { stderr, exit } = await secrets(['set', 'YEAST_TOKEN'], 'fresh');
    expect(exit).toBe(0);
    expect(stderr).toContain('nothing in the code was seen to read YEAST_TOKEN');
    expect((await secrets(['list'])).stdout).toContain('YEAST_TOKEN');
  });

  it('is forgotten when told to, and only then', async () => {
    await secrets(['set', 'STRIPE_SECRET_KEY'], 'sk_test_rye');
    expect((await secrets(['rm', 'STRIPE_SECRET_KEY'])).exit).toBe(0);
    expect(JSON.parse((await secrets(['list', '--json'])).stdout)).toMatchObject([{ name: 'STRIPE_SECRET_KEY', given: false }]);
    expect(await secrets(['rm', 'STRIPE_SECRET_KEY'])).toMatchObject({ exit: 2, stderr: expect.stringContaining('No value of') });
  });

  it('does not belong on the command line', async () => {
    const { stderr, exit } = await secrets(['set', 'STRIPE_SECRET_KEY=sk_test_rye']);
    expect(exit).toBe(2);
    expect(stderr).not.toContain('sk_test_rye');
  });

  it('cannot be nothing', async () => {
    expect((await secrets(['set', 'STRIPE_SECRET_KEY'], '\n')).exit).toBe(2);
  });
});
