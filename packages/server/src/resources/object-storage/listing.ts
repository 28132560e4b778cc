import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => ['Bucket', 'Contents', 'CommonPrefixes'].includes(name) });

const buckets = z.object({
  ListAllMyBucketsResult: z.object({
    Buckets: z.union([z.literal(''), z.object({ Bucket: z.array(z.object({ Name: z.string() })).default([]) })]).optional(),
  }),
});
const objects = z.object({
  ListBucketResult: z.object({
    IsTruncated: z.string().default('false'),
    Contents: z.array(z.object({ Key: z.string(), Size: z.string().default('0'), LastModified: z.string().default('') })).default([]),
    CommonPrefixes: z.array(z.object({ Prefix: z.string() })).default([]),
  }),
});
const failure = z.object({ Error: z.object({ Code: z.string(), Message: z.string().default('') }) });

/** Answers of S3: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export function bucketsIn(xml: string): string[] {
  const { Buckets } = buckets.parse(parser.parse(xml)).ListAllMyBucketsResult;
  return typeof Buckets === 'object' ? Buckets.Bucket.map(({ Name }) => Name) : [];
}

export interface Listing {
  readonly folders: readonly string[];
  readonly objects: readonly { readonly key: string; readonly size: number; readonly modified: string }[];
  readonly more: boolean;
}

export function objectsIn(xml: string): Listing {
  const { CommonPrefixes, Contents, IsTruncated } = objects.parse(parser.parse(xml)).ListBucketResult;
  return {
    folders: CommonPrefixes.map(({ Prefix }) => Prefix),
    objects: Contents.map(({ Key, Size, LastModified }) => ({ key: Key, size: Number(Size), modified: LastModified })),
    more: IsTruncated === 'true',
  };
}

export function errorIn(xml: string): string | null {
  try {
    const { Code, Message } = failure.parse(parser.parse(xml)).Error;
    return Message === '' ? Code : `${Message} (${Code})`;
  } catch {
    return null;
  }
}
