import { awsAccessKey, awsRegion } from '@groundwork/provision';
import type { Exchange } from '../web/schema.ts';

/**
 * Makes them and sees that they are there: the first thing the code will do. Then an object goes in, comes back and is gone again: a
 * server may list its buckets before the part of it that holds their bytes has been found.
 */
export function makingBuckets(names: readonly string[], secretKey: string): Exchange[] {
  const signature = { service: 's3', region: awsRegion, accessKey: awsAccessKey, secretKey };
  const signed = (method: Exchange['method'], path: string, rest: Partial<Exchange> = {}): Exchange => ({
    method,
    path,
    headers: {},
    body: null,
    answer: '',
    or: null,
    signature,
    ...rest,
  });
  const probe = names[0] === undefined ? null : `/${names[0]}/.groundwork-ready`;
  return [
    ...names.map((name) => signed('PUT', `/${name}`, { or: 409 })),
    signed('GET', '/', { answer: '<ListAllMyBucketsResult' }),
    ...(probe === null
      ? []
      : [signed('PUT', probe, { body: probeText }), signed('GET', probe, { answer: probeText }), signed('DELETE', probe)]),
  ];
}

const probeText = 'ready';
