import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { hasJavaAndMaven } from '../java.fixture.ts';
import { boundTo, killServer, upWith } from '../servers.fixture.ts';

describe.runIf(hasJavaAndMaven())('queues of SQS', () => {
  const orders = resourceOf('orders', 'sqs');
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove(), 60_000);

  /** What all SDKs of today send; they would sign it as well. */
  const call = async (endpoint: string | undefined, action: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` };
    const answer = await fetch(endpoint ?? '', { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    expect(text).toMatch(/^\{(?!"(?:__type|code))/u);
    return JSON.parse(text);
  };

  it('are there under the names the code has, and keep their messages when their server is killed', async () => {
    const sdk = ['AWS_ENDPOINT_URL_SQS', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION'];
    const unbound = sdk.map((name) => ({ ...boundTo(orders, name, 'url'), source: 'ask' as const, binding: undefined }));
    const env = [boundTo(orders, 'BREAD_QUEUE_URL', 'url'), boundTo(orders, 'CAKES_QUEUE', 'queue'), ...unbound];
    const { told, state } = await upWith(harbour, orders, env);
    expect(state.resources[0]?.server).toMatch(/^ElasticMQ \d/u);
    expect(told).toMatchObject({ CAKES_QUEUE: 'cakes', BREAD_QUEUE_URL: `${told['AWS_ENDPOINT_URL_SQS']}/000000000000/bread` });
    for (const name of sdk) expect(told[name]).toMatch(/./u);

    const endpoint = told['AWS_ENDPOINT_URL_SQS'];
    expect(await call(endpoint, 'GetQueueUrl', { QueueName: 'cakes' })).toEqual({ QueueUrl: `${endpoint}/000000000000/cakes` });
    await call(endpoint, 'SendMessage', { QueueUrl: told['BREAD_QUEUE_URL'], MessageBody: 'two loaves 🍞' });
    // A name that only the code knows.
    await call(endpoint, 'SendMessage', { QueueUrl: `${endpoint}/000000000000/pies`, MessageBody: 'a pie' });
    await killServer(state);

    const again = await upWith(harbour, orders, env);
    expect(again.told).toEqual(told);
    const read = async (queue: string | undefined): Promise<unknown> => call(endpoint, 'ReceiveMessage', { QueueUrl: queue });
    expect(await read(told['BREAD_QUEUE_URL'])).toMatchObject({ Messages: [{ Body: 'two loaves 🍞' }] });
    expect(await read(`${endpoint}/000000000000/pies`)).toMatchObject({ Messages: [{ Body: 'a pie' }] });
  }, 300_000);
});
