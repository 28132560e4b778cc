import type { BoundVariable } from '../values/told.ts';
import { expect, it } from 'vitest';
import { namesIn } from './names.ts';

const bucket = (name: string, value: string | null = null): BoundVariable => ({ name, property: 'bucket', form: null, value });

const named = (...variables: BoundVariable[]) =>
  namesIn(
    { conventionalPort: false, password: true, written: { hosts: [], port: null, user: null, database: null }, languages: [], variables },
    'bucket',
    'harbour',
  );

it('keeps the names that the code has', () => {
  expect(named(bucket('CHARTS_BUCKET', 'sea-charts'), bucket('AWS_STORAGE_BUCKET_NAME', 'sea-charts'))).toEqual({
    all: ['sea-charts'],
    variables: {},
  });
});

it('makes one for each variable that has none', () => {
  expect(named(bucket('AWS_S3_CHARTS_BUCKET'), bucket('LOGS_BUCKET_NAME', '<your-bucket>'), bucket('S3_BUCKET'))).toEqual({
    all: ['charts', 'logs', 'harbour'],
    variables: { AWS_S3_CHARTS_BUCKET: 'charts', LOGS_BUCKET_NAME: 'logs', S3_BUCKET: 'harbour' },
  });
});

it('has none where the code has no variable for it', () => {
  expect(named()).toEqual({ all: [], variables: {} });
});
