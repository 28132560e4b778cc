import { expect, test } from 'vitest';
import { findingsIn, placesOf } from '../testing.fixture.ts';

const rule = 'secret-in-code';

/** Made up here and put together while the test runs, so that nothing that looks for secrets takes them for some. */
const made = (prefix: string, length: number): string =>
  prefix + Array.from({ length }, (_each, at) => 'k7Qz2mVx9LbT4wRn8HcY5sJd3GfP6aEu'[(at * 7) % 32]).join('');

const python = (code: string): Record<string, string> => ({
  'requirements.txt': 'fastapi\n',
  'shop.py': `from fastapi import FastAPI\napp = FastAPI()\n${code}\n`,
});
const node = (code: string): Record<string, string> => ({
  'package.json': '{ "name": "bakery", "dependencies": { "express": "4" } }',
  'shop.js': `${code}\n`,
});

test.each([
  ['a key whose shape is known', python(`STRIPE = "${made('sk_live_', 24)}"`), 'shop.py'],
  ['in a manifest', { ...python(''), 'deploy.yaml': `token: ${made('ghp_', 36)}\n` }, 'deploy.yaml'],
  ['a password in an address', node(`const orders = 'postgres://baker:${made('', 12)}@db.bakery-orders.net/orders';`), 'shop.js'],
  ['a text made at random under a secret name', node(`const sessionSecret = '${made('', 32)}';`), 'shop.js'],
  [
    'a private key',
    { ...python(''), 'keys/oven.pem': `-----BEGIN RSA PRIVATE KEY-----\n${made('', 300)}\n-----END RSA PRIVATE KEY-----\n` },
    'keys/oven.pem',
  ],
  ['a file of variables', { ...python(''), '.env': `ADMIN_TOKEN=${made('', 40)}\n` }, '.env'],
])('%s', async (_what, files, path) => {
  const found = (await findingsIn(files)).filter((each) => each.rule === rule);
  expect(found.map(({ file }) => file)).toEqual([path]);
  expect(found[0]?.severity).toBe('error');
});

test('no part of a finding holds the secret', async () => {
  const secret = made('', 32);
  const found = await findingsIn({ ...node(`const sessionSecret = '${secret}';`), ...python(`API_TOKEN = "${secret}"`) });
  expect(found.filter((each) => each.rule === rule)).toHaveLength(2);
  expect(JSON.stringify(found)).not.toContain(secret.slice(0, 12));
});

test('a default is less bad than the only value', async () => {
  const files = python(`import os\nSECRET_KEY = os.environ.get("SECRET_KEY", "${made('', 40)}")`);
  expect((await findingsIn(files)).filter((each) => each.rule === rule)).toMatchObject([{ severity: 'warning' }]);
});

test.each([
  ['what stands for a secret', python('SECRET_KEY = "change-me-to-something-long-and-random-1234"')],
  ['an example', { ...python(''), '.env.example': `STRIPE_KEY=${made('sk_live_', 24)}\n` }],
  ['a test', { ...python(''), 'tests/test_pay.py': `KEY = "${made('sk_live_', 24)}"\n` }],
  ["the documentation's key", python('AWS_KEY = "AKIAIOSFODNN7EXAMPLE"')],
  ['the name of a variable', node("const password = 'form.password.required.message1';")],
  ['a rule for a password', node("const password = 'required|string|max:255';")],
  ['a database beside it', node("const orders = 'postgres://baker:rollsandbread@db:5432/orders';")],
  ['a hash of something public', node(`const integrity = 'sha512-${made('', 60)}';`)],
])('nothing: %s', async (_what, files) => {
  expect(await placesOf(rule, files)).toEqual([]);
});
