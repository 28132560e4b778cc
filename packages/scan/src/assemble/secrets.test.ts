import { expect, test } from 'vitest';
import { canBeGenerated, looksSecret } from './secrets.ts';

test.each([
  'SECRET_KEY',
  'DJANGO_SECRET_KEY',
  'STRIPE_API_KEY',
  'DB_PASSWORD',
  'GITHUB_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'SENTRY_DSN',
  'MYSQL_PASS',
  'TWILIO_AUTH',
  'SLACK_CLIENT_SECRET',
  'JWT_SECRET',
  'MASTER_KEY',
  'stripe.apiKey',
])('%s is secret', (name) => {
  expect(looksSecret(name)).toBe(true);
});

test.each([
  'JWT_TOKEN_EXPIRY',
  'OIDC_TOKEN_URI',
  'MAX_TOKENS',
  'DB_HOST',
  'PASSWORD_MIN_LENGTH',
  'NEXT_PUBLIC_API_KEY',
  'TOKENIZERS_PARALLELISM',
  'PUSHOVER_EMERGENCY_EXPIRATION',
  'AUTH_ENABLED',
  'KEYBOARD',
  'MONKEY',
  'ACCESS_TOKEN_EXPIRE_MINUTES',
])('%s is not', (name) => {
  expect(looksSecret(name)).toBe(false);
});

test('only what nobody else knows is made up', () => {
  expect(['SECRET_KEY', 'SESSION_SECRET', 'APP_KEY', 'JWT_SECRET'].every(canBeGenerated)).toBe(true);
  expect(['LASTFM_API_SECRET', 'MANDRILL_SECRET', 'RAILS_MASTER_KEY', 'TWITCH_APP_SECRET'].some(canBeGenerated)).toBe(false);
  expect(['STRIPE_SECRET_KEY', 'AWS_SECRET_ACCESS_KEY', 'GOOGLE_CLIENT_SECRET', 'DB_PASSWORD', 'OPENAI_API_KEY'].some(canBeGenerated)).toBe(
    false,
  );
});
