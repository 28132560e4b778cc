import { expect, it } from 'vitest';
import { toldAbout } from '../values/told.ts';
import { bucketsOf } from './buckets.ts';

const bucket = (name: string, value: string | null = null) => ({ name, property: 'bucket', form: null, value }) as const;
const nothing = toldAbout('storage', { version: 1, name: 'library', services: [], resources: [], questions: [], notes: [] });
const bucketsFor = (...variables: ReturnType<typeof bucket>[]) => bucketsOf({ told: { ...nothing, variables } });

it('keeps the name the code has, and makes one of the variable where it has none', () => {
  expect(bucketsFor(bucket('CATALOG_BUCKET', 'catalog-pages'), bucket('S3_LOANS_BUCKET_NAME'))).toEqual({
    names: ['catalog-pages', 'loans'],
    variables: { S3_LOANS_BUCKET_NAME: 'loans' },
  });
});

it('makes none whose name no server takes', () => {
  expect(bucketsFor(bucket('COVERS_BUCKET', 'Covers_And_Spines')).names).toEqual([]);
});
