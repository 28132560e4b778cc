import { expect, test } from 'vitest';
import { hole, readConnectionText } from './connection-text.ts';

const placed = (text: string): Record<number, string> =>
  Object.fromEntries([...readConnectionText(text).holes].map(([index, { property }]) => [index, property]));

test('a URL says what each of its parts carries', () => {
  expect(placed(`postgresql+asyncpg://${hole(0)}:${hole(1)}@${hole(2)}:${hole(3)}/${hole(4)}`)).toEqual({
    0: 'user',
    1: 'password',
    2: 'host',
    3: 'port',
    4: 'database',
  });
  expect(placed(`redis://:${hole(0)}@${hole(1)}:6379/0`)).toEqual({ 0: 'password', 1: 'host' });
  expect(readConnectionText('postgresql+asyncpg://tea:pot@db:5432/shop')).toMatchObject({
    scheme: 'postgresql+asyncpg',
    host: 'db',
    port: '5432',
    database: 'shop',
  });
});

test('a scheme that is itself a variable leaves the type open', () => {
  expect(readConnectionText(`${hole(0)}://${hole(1)}/${hole(2)}`)).toMatchObject({ scheme: null });
});

test('JDBC keeps its prefix as a form', () => {
  expect(readConnectionText('jdbc:mysql://orders-db:3306/orders?useSSL=false')).toMatchObject({
    scheme: 'mysql',
    jdbc: true,
    host: 'orders-db',
    database: 'orders',
  });
});

test("Go's MySQL form", () => {
  expect(placed(`${hole(0)}:${hole(1)}@tcp(${hole(2)}:${hole(3)})/${hole(4)}?parseTime=true`)).toEqual({
    0: 'user',
    1: 'password',
    2: 'host',
    3: 'port',
    4: 'database',
  });
});

test('key-value lists of libpq and ADO', () => {
  expect(placed(`host=${hole(0)} port=${hole(1)} user=${hole(2)} password=${hole(3)} dbname=${hole(4)} sslmode=disable`)).toEqual({
    0: 'host',
    1: 'port',
    2: 'user',
    3: 'password',
    4: 'database',
  });
  expect(placed(`Server=${hole(0)};Database=${hole(1)};User Id=${hole(2)};Password=${hole(3)};`)).toEqual({
    0: 'host',
    1: 'database',
    2: 'user',
    3: 'password',
  });
});

test('host and port alone', () => {
  expect(placed(`${hole(0)}:${hole(1)}`)).toEqual({ 0: 'host', 1: 'port' });
  expect(readConnectionText('localhost:6379')).toMatchObject({ scheme: null, host: 'localhost', port: '6379' });
});

test('a file database', () => {
  expect(readConnectionText('sqlite:///./shop.db')).toMatchObject({ scheme: 'sqlite', host: null });
});

test("PDO's form", () => {
  expect(placed(`mysql:host=${hole(0)};port=${hole(1)};dbname=${hole(2)};charset=utf8`)).toEqual({ 0: 'host', 1: 'port', 2: 'database' });
  expect(readConnectionText('pgsql:host=db port=5432 dbname=harbour')).toMatchObject({ scheme: 'pgsql', host: 'db', database: 'harbour' });
  expect(readConnectionText(`${hole(0)}:host=db;dbname=harbour`)).toMatchObject({ scheme: null, host: 'db' });
});

test.each(['search_document: ', 'note: bring bread', 'urn:bakery:7'])('%s is no address', (text) => {
  expect(readConnectionText(text)).toMatchObject({ scheme: null, database: null });
});
