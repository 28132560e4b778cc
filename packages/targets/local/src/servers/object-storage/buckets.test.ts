import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { requestOf } from '../request.fixture.ts';
import { bucketsOf } from './buckets.ts';

const bucket = (name: string, value: string | null = null) => ({ name, property: 'bucket', form: null, value }) as const;
const bucketsFor = (...variables: ReturnType<typeof bucket>[]) => {
  const request = requestOf('storage', 'object_storage', tmpdir());
  return bucketsOf({ told: { ...request.told, variables } });
};

it('keeps the name the code has, and makes one of the variable where it has none', () => {
  expect(bucketsFor(bucket('CATALOG_BUCKET', 'catalog-pages'), bucket('S3_LOANS_BUCKET_NAME'))).toEqual({
    names: ['catalog-pages', 'loans'],
    variables: { S3_LOANS_BUCKET_NAME: 'loans' },
  });
});

it('makes none whose name no server takes', () => {
  expect(bucketsFor(bucket('COVERS_BUCKET', 'Covers_And_Spines')).names).toEqual([]);
});
