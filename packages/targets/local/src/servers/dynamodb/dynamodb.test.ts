import { requireProgram } from '@groundwork/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { boundTo, killServer, upWith } from '../servers.fixture.ts';

describe.runIf(requireProgram('npm', 'apt-get install npm'))('tables of DynamoDB', () => {
  const loans = resourceOf('loans', 'dynamodb');
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove(), 60_000);

  const call = async (endpoint: string | undefined, action: string, body: object): Promise<unknown> => {
    const scope = 'k/20260101/us-east-1/dynamodb/aws4_request';
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${action}`,
      'x-amz-date': '20260101T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    };
    const answer = await fetch(endpoint ?? '', { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.json();
  };

  it('are kept when their server is killed, and found where the SDKs look', async () => {
    const endpoint = { ...boundTo(loans, 'AWS_ENDPOINT_URL_DYNAMODB', 'url'), source: 'ask' as const, binding: undefined };
    const env = [endpoint, boundTo(loans, 'LOANS_TABLE', 'table')];
    const { told, state } = await upWith(harbour, loans, env);
    const { AWS_ENDPOINT_URL_DYNAMODB: url, LOANS_TABLE: TableName } = told;
    expect(TableName).toBe('loans');
    const key = { AttributeName: 'book' };
    await call(url, 'CreateTable', {
      TableName,
      KeySchema: [{ ...key, KeyType: 'HASH' }],
      AttributeDefinitions: [{ ...key, AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    const Item = { book: { S: 'Tide tables' }, reader: { S: 'Ada' } };
    await expect.poll(() => call(url, 'PutItem', { TableName, Item })).toEqual({});
    await killServer(state);

    const again = await upWith(harbour, loans, env);
    expect(again.told).toEqual(told);
    expect(await call(url, 'GetItem', { TableName, Key: { book: { S: 'Tide tables' } } })).toEqual({ Item });
  }, 120_000);
});
