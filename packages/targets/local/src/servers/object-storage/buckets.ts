import { awsAccessKey, awsRegion } from '../aws/connection.ts';
import { namesIn } from '../names.ts';
import type { ServerRequest } from '../provider.ts';
import type { Exchange } from '../web/schema.ts';

export interface Buckets {
  readonly names: readonly string[];
  /** Values of the variables for which the code has no name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Buckets that the code has variables for; a name no server takes is left to the code, which may never use it. */
export function bucketsOf({ told }: Pick<ServerRequest, 'told'>): Buckets {
  const { all, variables } = namesIn(told, 'bucket', 'files');
  return { names: all.filter((name) => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)), variables };
}

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
