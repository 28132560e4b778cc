import { expect, it } from 'vitest';
import { storageApi } from './storage-api.ts';

it.each([
  [['boto3.client is constructed'], 's3'],
  [['com.aliyun.oss.OSSClientBuilder().build is constructed', 'io.minio.MinioClient.builder is constructed'], 's3'],
  [['AWS_ACCESS_KEY_ID is set', 'GS_BUCKET_NAME is set'], 's3'],
  [['STORAGES.default.BACKEND is set'], 's3'],
  [['google.cloud.storage.Client is constructed'], 'gcs'],
  [['cloud.google.com/go/storage.NewClient is constructed', 'GS_BUCKET_NAME is set'], 'gcs'],
  [['azure.storage.blob.BlobServiceClient.from_connection_string is constructed'], 'azure'],
  [['@azure/storage-blob.BlobServiceClient is constructed'], 'azure'],
  [['@vercel/blob.put is constructed'], 'vendor'],
  [[], 's3'],
])('%j is storage that speaks %s', (whys, api) => {
  expect(storageApi(whys.map((why) => ({ why })))).toBe(api);
});
