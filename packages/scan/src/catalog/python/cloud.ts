import type { Library } from '../library.ts';

/** Buckets, queues and databases of the other clouds, and of servers that speak as they do. */
export const cloudLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['minio', 'miniopy-async'],
    modules: ['minio', 'miniopy_async'],
    drives: 'object_storage',
    clients: [
      {
        calls: ['minio.Minio', 'minio.api.Minio', 'miniopy_async.Minio'],
        resource: 'object_storage',
        arguments: {
          '0': { property: 'host', form: 'host:port' },
          endpoint: { property: 'host', form: 'host:port' },
          access_key: 'accessKey',
          secret_key: 'secretKey',
          region: 'region',
          '1': 'accessKey',
          '2': 'secretKey',
        },
      },
      {
        calls: [
          'minio.Minio().put_object',
          'minio.Minio().fput_object',
          'minio.Minio().get_object',
          'minio.Minio().bucket_exists',
          'minio.Minio().make_bucket',
          'minio.Minio().list_objects',
          'minio.Minio().remove_object',
          'minio.Minio().presigned_get_object',
        ],
        resource: 'object_storage',
        arguments: { '0': 'bucket', bucket_name: 'bucket' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['google-cloud-storage', 'gcsfs'],
    modules: ['google.cloud.storage', 'gcsfs'],
    clients: [
      {
        calls: [
          'google.cloud.storage.Client',
          'google.cloud.storage.Client.from_service_account_json',
          'google.cloud.storage.client.Client',
          'gcsfs.GCSFileSystem',
        ],
        resource: 'object_storage',
        arguments: { 'client_options.api_endpoint': 'url' },
        environment: { STORAGE_EMULATOR_HOST: 'url' },
      },
      {
        calls: [
          'google.cloud.storage.Client().bucket',
          'google.cloud.storage.Client().get_bucket',
          'google.cloud.storage.Client().lookup_bucket',
          'google.cloud.storage.Client().create_bucket',
        ],
        resource: 'object_storage',
        arguments: { '0': 'bucket', bucket_name: 'bucket' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['azure-storage-blob', 'adlfs'],
    modules: ['azure.storage.blob', 'adlfs'],
    clients: [
      {
        calls: ['', '.aio'].flatMap((variant) =>
          ['BlobServiceClient', 'ContainerClient', 'BlobClient'].map(
            (name) => `azure.storage.blob${variant}.${name}.from_connection_string`,
          ),
        ),
        resource: 'object_storage',
        arguments: { '0': 'url', conn_str: 'url', container_name: 'bucket' },
      },
      {
        calls: ['', '.aio'].flatMap((variant) =>
          ['BlobServiceClient', 'ContainerClient', 'BlobClient'].map((name) => `azure.storage.blob${variant}.${name}`),
        ),
        resource: 'object_storage',
        arguments: { '0': 'url', account_url: 'url', container_name: 'bucket' },
      },
      {
        calls: ['', '.aio'].map((variant) => `azure.storage.blob${variant}.BlobServiceClient().get_container_client`),
        resource: 'object_storage',
        arguments: { '0': 'bucket', container: 'bucket' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['django-storages', 'django-minio-storage'],
    modules: ['storages', 'minio_storage'],
    settings: [
      ...(['AWS_STORAGE_BUCKET_NAME', 'GS_BUCKET_NAME', 'AZURE_CONTAINER', 'MINIO_STORAGE_MEDIA_BUCKET_NAME'] as const).map((name) => ({
        path: `**.${name}`,
        resource: 'object_storage' as const,
        carries: 'bucket' as const,
        need: 'optional' as const,
      })),
      { path: '**.AWS_S3_ENDPOINT_URL', resource: 'object_storage', carries: 'url', need: 'optional' },
      { path: '**.AWS_S3_REGION_NAME', resource: 'object_storage', carries: 'region', need: 'optional' },
      { path: '**.AWS_ACCESS_KEY_ID', resource: 'object_storage', carries: 'accessKey', need: 'optional' },
      { path: '**.AWS_SECRET_ACCESS_KEY', resource: 'object_storage', carries: 'secretKey', need: 'optional' },
      { path: '**.AWS_S3_ACCESS_KEY_ID', resource: 'object_storage', carries: 'accessKey', need: 'optional' },
      { path: '**.AWS_S3_SECRET_ACCESS_KEY', resource: 'object_storage', carries: 'secretKey', need: 'optional' },
      { path: '**.MINIO_STORAGE_ENDPOINT', resource: 'object_storage', carries: 'host', need: 'optional' },
      { path: '**.MINIO_STORAGE_ACCESS_KEY', resource: 'object_storage', carries: 'accessKey', need: 'optional' },
      { path: '**.MINIO_STORAGE_SECRET_KEY', resource: 'object_storage', carries: 'secretKey', need: 'optional' },
      {
        path: '**.STORAGES.*.OPTIONS.bucket_name',
        resource: { told: 'BACKEND', contains: { s3: 'object_storage', gcloud: 'object_storage', azure: 'object_storage' } },
        carries: 'bucket',
        among: ['object_storage'],
        need: 'optional',
      },
      { path: '**.STORAGES.*.OPTIONS.endpoint_url', resource: 'object_storage', carries: 'url', need: 'optional' },
    ],
  },
  {
    language: 'python',
    packages: ['google-cloud-firestore', 'firebase-admin'],
    modules: ['google.cloud.firestore', 'firebase_admin'],
    clients: [
      {
        calls: [
          'google.cloud.firestore.Client',
          'google.cloud.firestore.AsyncClient',
          'google.cloud.firestore_v1.Client',
          'firebase_admin.firestore.client',
          'firebase_admin.firestore_async.client',
        ],
        resource: 'firestore',
        arguments: { project: 'project', '0': 'project', database: 'database' },
        environment: { GOOGLE_CLOUD_PROJECT: 'project', FIRESTORE_EMULATOR_HOST: 'host' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['google-cloud-spanner'],
    modules: ['google.cloud.spanner'],
    clients: [
      {
        calls: ['google.cloud.spanner.Client'],
        resource: 'spanner',
        arguments: { project: 'project', '0': 'project' },
        environment: { SPANNER_EMULATOR_HOST: 'host' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['google-cloud-pubsub', 'gcloud-aio-pubsub'],
    modules: ['google.cloud.pubsub', 'google.cloud.pubsub_v1', 'gcloud.aio.pubsub'],
    clients: [
      {
        calls: [
          'google.cloud.pubsub_v1.PublisherClient',
          'google.cloud.pubsub_v1.SubscriberClient',
          'google.cloud.pubsub.PublisherClient',
          'google.cloud.pubsub.SubscriberClient',
          'gcloud.aio.pubsub.PublisherClient',
          'gcloud.aio.pubsub.SubscriberClient',
        ],
        resource: 'pubsub',
        arguments: {},
        environment: { PUBSUB_EMULATOR_HOST: 'host' },
      },
      { calls: ['google.cloud.pubsub_v1.PublisherClient().topic_path'], resource: 'pubsub', arguments: { '0': 'project', '1': 'topic' } },
    ],
  },
];
