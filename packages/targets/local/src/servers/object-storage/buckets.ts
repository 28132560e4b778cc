import { awsAccessKey, awsRegion } from '@groundwork/provision';
import type { Exchange } from '../web/schema.ts';

/** Makes them and sees that they are there: the first thing the code will do. */
export function makingBuckets(names: readonly string[], secretKey: string): Exchange[] {
  const signature = { service: 's3', region: awsRegion, accessKey: awsAccessKey, secretKey };
  const signed = (method: 'GET' | 'PUT', path: string, answer: string, or: number | null): Exchange => ({
    method,
    path,
    headers: {},
    body: null,
    answer,
    or,
    signature,
  });
  return [...names.map((name) => signed('PUT', `/${name}`, '', 409)), signed('GET', '/', '<ListAllMyBucketsResult', null)];
}
