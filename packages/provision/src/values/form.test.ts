import { describe, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import { withoutPasswords } from './connection.ts';
import { valueOfProperty, valueOfService } from './form.ts';

const postgres: Connection = {
  type: 'postgres',
  host: '127.0.0.1',
  port: 54021,
  user: 'harbour',
  password: 's3cret/&',
  database: 'harbour',
  path: null,
};
const redis: Connection = { ...postgres, type: 'redis', port: 6400, user: null, password: 'pw', database: null };
const sqlite: Connection = { ...postgres, type: 'sqlite', user: null, password: null, database: null, path: '/data/harbour.sqlite3' };

describe('a value in the form its library wants', () => {
  it.each([
    ['url', null, 'postgresql://harbour:s3cret%2F%26@127.0.0.1:54021/harbour'],
    ['url', 'postgresql+psycopg', 'postgresql+psycopg://harbour:s3cret%2F%26@127.0.0.1:54021/harbour'],
    ['url', 'jdbc:postgresql', 'jdbc:postgresql://127.0.0.1:54021/harbour?user=harbour&password=s3cret%2F%26'],
    ['url', 'key-value', 'host=127.0.0.1 port=54021 user=harbour password=s3cret/& dbname=harbour'],
    ['host', 'host:port', '127.0.0.1:54021'],
    ['host', null, '127.0.0.1'],
    ['port', null, '54021'],
    ['password', null, 's3cret/&'],
  ] as const)('postgres %s as %s', (property, form, value) => {
    expect(valueOfProperty(postgres, property, form)).toBe(value);
  });

  it.each([
    [null, 'mysql://harbour:s3cret@127.0.0.1:3307/harbour'],
    ['mysql+pymysql', 'mysql+pymysql://harbour:s3cret@127.0.0.1:3307/harbour'],
    ['mariadb', 'mariadb://harbour:s3cret@127.0.0.1:3307/harbour'],
    ['jdbc:mysql', 'jdbc:mysql://127.0.0.1:3307/harbour?user=harbour&password=s3cret'],
    ['jdbc:mariadb', 'jdbc:mariadb://127.0.0.1:3307/harbour?user=harbour&password=s3cret'],
    ['go-sql-driver', 'harbour:s3cret@tcp(127.0.0.1:3307)/harbour?parseTime=true'],
    ['pdo', 'mysql:host=127.0.0.1;port=3307;dbname=harbour'],
    ['ado.net', 'Server=127.0.0.1;Port=3307;User ID=harbour;Password=s3cret;Database=harbour'],
  ])('mysql as %s', (form, value) => {
    expect(valueOfProperty({ ...postgres, type: 'mysql', port: 3307, password: 's3cret' }, 'url', form)).toBe(value);
  });

  it.each([
    ['postgres', 'Host=127.0.0.1;Port=54021;Username=harbour;Password=s3cret/&;Database=harbour'],
    ['mssql', 'Server=127.0.0.1,54021;User ID=harbour;Password=s3cret/&;Database=harbour;TrustServerCertificate=True'],
  ] as const)('%s in the words of .NET', (type, value) => {
    expect(valueOfProperty({ ...postgres, type }, 'url', 'ado.net')).toBe(value);
  });

  it('is none where the code names a database of another kind', () => {
    expect(valueOfProperty(postgres, 'url', 'jdbc:mysql')).toEqual({ missing: 'jdbc:mysql is no postgres' });
    expect(valueOfProperty(postgres, 'url', 'sqlite')).toEqual({ missing: 'sqlite is no postgres' });
  });

  it('redis logs in without a user', () => {
    expect(valueOfProperty(redis, 'url', null)).toBe('redis://:pw@127.0.0.1:6400');
    expect(valueOfProperty({ ...redis, password: null }, 'url', 'redis')).toBe('redis://127.0.0.1:6400');
  });

  it.each([
    [null, 'sqlite:////data/harbour.sqlite3'],
    ['sqlite+aiosqlite', 'sqlite+aiosqlite:////data/harbour.sqlite3'],
    ['file', 'file:/data/harbour.sqlite3'],
    ['jdbc:sqlite', 'jdbc:sqlite:/data/harbour.sqlite3'],
  ])('a file database as %s', (form, value) => {
    expect(valueOfProperty(sqlite, 'url', form)).toBe(value);
    expect(valueOfProperty(sqlite, 'path', null)).toBe('/data/harbour.sqlite3');
  });

  it('says what cannot be had', () => {
    expect(valueOfProperty(postgres, 'bucket', null)).toEqual({ missing: 'a postgres on this machine has no bucket' });
  });

  it('services of the repository are told as URL, host and port', () => {
    const address = { host: '127.0.0.1', port: 8000 };
    expect(valueOfService(address, 'url', null)).toBe('http://127.0.0.1:8000');
    expect(valueOfService(address, 'host', 'host:port')).toBe('127.0.0.1:8000');
    expect(valueOfService(address, 'port', null)).toBe('8000');
  });

  it('passwords are hidden in what people see', () => {
    expect(withoutPasswords('at postgresql://harbour:s3cret@127.0.0.1/x and redis://:pw@h')).toBe(
      'at postgresql://harbour:…@127.0.0.1/x and redis://:…@h',
    );
  });
});
