import { describe, expect, it } from 'vitest';
import { Shown } from './ignored.ts';
import { masked } from './masked.ts';

describe('what a model may be shown', () => {
  const shown = new Shown();
  shown.put('.gitignore', 'build/\n*.log\n!keep.log\n');
  shown.put('quay/.cursorignore', '/plans\n');
  shown.put('.groundworkignore', 'ledger/**\n');

  it.each([
    ['quay/main.py', true],
    ['build/main.js', false],
    ['quay/tide.log', false],
    ['keep.log', true],
    ['quay/plans/a.md', false],
    ['plans/a.md', true],
    ['ledger/2026.py', false],
    ['.env', false],
    ['quay/.env.local', false],
    ['deploy/harbour.pem', false],
    ['.ssh/config', false],
    ['quay/service-account-prod.json', false],
    ['terraform.tfvars', false],
    ['quay/secrets.yaml', false],
    ['quay/secrets.py', true],
  ])('%s: %s', (path, expected) => {
    expect(shown.allows(path)).toBe(expected);
  });

  it('is told again when a list is gone', () => {
    shown.put('.groundworkignore', null);
    expect(shown.allows('ledger/2026.py')).toBe(true);
  });
});

describe('masked', () => {
  // Put together here, so that no file holds what looks like a key.
  const random = ['q7Zp4Lk9', 'vX2mNc8R', 'tB6yHw3F', 'sJ5d'].join('');

  it.each([
    [`aws = "${['AKIA', 'Q7ZP4LK9VX2MNC8R'].join('')}"`, 'aws = "…"'],
    [`API_KEY = "${random}"`, 'API_KEY = "…"'],
    [`password: "harbour-master"`, 'password: "…"'],
    [`const odd = '${random}';`, "const odd = '…';"],
    [`url = "postgres://quay:${random}@db/quay"`, 'url = "postgres://quay:…@db/quay"'],
    ['password = os.environ["PASSWORD"]', 'password = os.environ["PASSWORD"]'],
    ['token = next_token(lexer)', 'token = next_token(lexer)'],
    ['name = "berths"', 'name = "berths"'],
  ])('%s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });
});
