import { describe, expect, it } from 'vitest';
import { missingSecretsIn, secretFor, unknownHostsIn } from './contained.ts';

describe('a host of a network of containers', () => {
  it.each([
    'Error: getaddrinfo ENOTFOUND moorings',
    'could not translate host name "moorings" to address: Name or service not known',
    "mysql.connector.errors.DatabaseError: 2005 (HY000): Unknown MySQL server host 'moorings' (-2)",
    'dial tcp: lookup moorings on 10.0.0.2:53: no such host',
    'dial tcp: lookup moorings: no such host',
    'Caused by: java.net.UnknownHostException: moorings',
    'redis.exceptions.ConnectionError: Error -2 connecting to moorings:6379. Name or service not known.',
  ])('%s', (log) => {
    expect(unknownHostsIn(log)).toEqual(['moorings']);
  });

  it('has no dots', () => {
    expect(unknownHostsIn('getaddrinfo ENOTFOUND api.example.org\nUnknownHostException: repo.example.org')).toEqual([]);
  });
});

describe('a file of a secret', () => {
  it.each([
    'open /run/secrets/db-password: no such file or directory',
    "FileNotFoundError: [Errno 2] No such file or directory: '/run/secrets/db-password'",
    "Error: ENOENT: no such file or directory, open '/run/secrets/db-password'",
    'java.nio.file.NoSuchFileException: /run/secrets/db-password',
  ])('%s', (log) => {
    expect(missingSecretsIn(log)).toEqual(['db-password']);
  });

  it('is not one that was read', () => {
    expect(missingSecretsIn('reading /run/secrets/db-password')).toEqual([]);
  });
});

describe('what a secret file holds', () => {
  const values = { resources: { db: 'salt', cache: 'spray' }, variables: { STRIPE_KEY: 'sk' } };

  it.each([
    ['db-password', 'salt'],
    ['cache_pass.txt', 'spray'],
    ['stripe_key', 'sk'],
    ['stripe-key', 'sk'],
    ['password', null],
    ['certificate', null],
  ])('%s', (file, text) => {
    expect(secretFor(file, values)).toBe(text);
  });

  it('is the only password there is', () => {
    expect(secretFor('mysql_root_password', { resources: { db: 'salt' }, variables: {} })).toBe('salt');
  });
});
