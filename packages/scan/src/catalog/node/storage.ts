import type { Carries, Library } from '../library.ts';

const s3 = {
  endpoint: 'url',
  region: 'region',
  'credentials.accessKeyId': 'accessKey',
  'credentials.secretAccessKey': 'secretKey',
  accessKeyId: 'accessKey',
  secretAccessKey: 'secretKey',
  'params.Bucket': 'bucket',
} as const satisfies Readonly<Record<string, Carries>>;

export const storageLibraries: readonly Library[] = [
  {
    language: 'node',
    packages: [
      '@aws-sdk/client-s3',
      'aws-sdk',
      '@aws-sdk/lib-storage',
      '@aws-sdk/s3-request-presigner',
      '@aws-sdk/s3-presigned-post',
      'multer-s3',
    ],
    clients: [
      {
        calls: ['@aws-sdk/client-s3.S3Client', '@aws-sdk/client-s3.S3', 'aws-sdk.S3', 'aws-sdk/clients/s3'],
        resource: 'object_storage',
        arguments: s3,
        need: 'optional',
      },
      {
        calls: [
          '@aws-sdk/client-s3.PutObjectCommand',
          '@aws-sdk/client-s3.GetObjectCommand',
          '@aws-sdk/client-s3.DeleteObjectCommand',
          '@aws-sdk/client-s3.HeadObjectCommand',
          '@aws-sdk/client-s3.CopyObjectCommand',
          '@aws-sdk/client-s3.ListObjectsV2Command',
          '@aws-sdk/lib-storage.Upload',
          '@aws-sdk/s3-presigned-post.createPresignedPost',
          'aws-sdk.S3().putObject',
          'aws-sdk.S3().getObject',
          'aws-sdk.S3().upload',
          'multer-s3',
        ],
        resource: 'object_storage',
        arguments: { Bucket: 'bucket', 'params.Bucket': 'bucket', bucket: 'bucket', '1.Bucket': 'bucket' },
        need: 'optional',
      },
    ],
  },
  {
    language: 'node',
    packages: ['minio'],
    clients: [
      {
        calls: ['minio.Client'],
        resource: 'object_storage',
        arguments: { endPoint: 'host', port: 'port', accessKey: 'accessKey', secretKey: 'secretKey', region: 'region' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@google-cloud/storage'],
    clients: [
      { calls: ['@google-cloud/storage.Storage'], resource: 'object_storage', arguments: {}, need: 'optional' },
      { calls: ['@google-cloud/storage.Storage().bucket'], resource: 'object_storage', arguments: { '0': 'bucket' }, need: 'optional' },
    ],
  },
  {
    language: 'node',
    packages: ['@azure/storage-blob'],
    clients: [
      {
        calls: ['@azure/storage-blob.BlobServiceClient', '@azure/storage-blob.BlobServiceClient.fromConnectionString'],
        resource: 'object_storage',
        arguments: { '0': 'url' },
        need: 'optional',
      },
    ],
  },
  {
    language: 'node',
    packages: ['@vercel/blob'],
    clients: [
      {
        calls: ['@vercel/blob.put', '@vercel/blob.list', '@vercel/blob.del', '@vercel/blob/client.handleUpload'],
        resource: 'object_storage',
        arguments: { token: 'secretKey' },
        environment: { BLOB_READ_WRITE_TOKEN: 'secretKey' },
        need: 'optional',
      },
    ],
  },
  {
    language: 'node',
    packages: ['nodemailer'],
    clients: [
      {
        calls: ['nodemailer.createTransport', 'nodemailer.default.createTransport'],
        resource: 'smtp',
        arguments: { '0': 'url', host: 'host', port: 'port', 'auth.user': 'user', 'auth.pass': 'password' },
        need: 'optional',
      },
    ],
  },
];
