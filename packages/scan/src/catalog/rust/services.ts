import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, Library } from '../library.ts';

const awsEnvironment: Readonly<Record<string, Carries>> = {
  AWS_REGION: 'region',
  AWS_ACCESS_KEY_ID: 'accessKey',
  AWS_SECRET_ACCESS_KEY: 'secretKey',
};

/** Requests that name what they are about, by the SDK's method. */
function aws(name: string, type: ResourceType, told: Readonly<Record<string, Carries>>): Library {
  const crate = `aws_sdk_${name}`;
  return {
    language: 'rust',
    packages: [`aws-sdk-${name}`],
    modules: [crate],
    drives: type,
    clients: [
      {
        calls: [`${crate}.Client.new`, `${crate}.Client.from_conf`],
        resource: type,
        arguments: {},
        environment: awsEnvironment,
        silent: 'amazonaws.com',
      },
      {
        calls: [`${crate}.config.Builder.from`, `${crate}.config.Builder.new`, `${crate}.Config.builder`],
        resource: type,
        arguments: { '.endpoint_url.0': 'url', '.region.0': 'region' },
        silent: 'amazonaws.com',
      },
      {
        calls: [
          'put_object',
          'get_object',
          'delete_object',
          'list_objects_v2',
          'head_object',
          'send_message',
          'receive_message',
          'publish',
          'put_item',
          'get_item',
          'query',
          'scan',
          'put_record',
        ].map((method) => `*.${method}`),
        resource: type,
        arguments: told,
        silent: 'amazonaws.com',
      },
    ],
  };
}

const mail = ['lettre.SmtpTransport', 'lettre.AsyncSmtpTransport', 'lettre.transport.smtp.SmtpTransport'];

/** Clouds, mail, telemetry and models. */
export const serviceLibraries: readonly Library[] = [
  aws('s3', 'object_storage', { '.bucket.0': 'bucket' }),
  aws('sqs', 'sqs', { '.queue_url.0': 'url' }),
  aws('sns', 'sns', { '.topic_arn.0': 'topic' }),
  aws('dynamodb', 'dynamodb', { '.table_name.0': 'table' }),
  aws('kinesis', 'kinesis', { '.stream_name.0': 'stream' }),
  {
    language: 'rust',
    packages: ['aws-config', 'aws-credential-types'],
    modules: ['aws_config', 'aws_credential_types', 'aws_sdk_s3'],
    clients: [
      {
        calls: ['aws_credential_types.Credentials.new', 'aws_sdk_s3.config.Credentials.new', 'aws_credential_types.Credentials.from_keys'],
        resource: 'by-url',
        arguments: { '0': 'accessKey', '1': 'secretKey' },
        among: ['object_storage', 'sqs', 'sns', 'dynamodb', 'kinesis'],
      },
      {
        calls: ['aws_config.from_env', 'aws_config.defaults'],
        resource: 'by-url',
        arguments: { '.endpoint_url.0': 'url', '.region.0': 'region' },
        among: ['object_storage', 'sqs', 'sns', 'dynamodb', 'kinesis'],
        silent: null,
      },
    ],
  },
  {
    language: 'rust',
    packages: ['rust-s3', 's3'],
    modules: ['s3', 'awsregion', 'awscreds'],
    drives: 'object_storage',
    clients: [
      { calls: ['s3.Bucket.new', 's3.bucket.Bucket.new'], resource: 'object_storage', arguments: { '0': 'bucket' } },
      {
        calls: ['s3.creds.Credentials.new', 'awscreds.Credentials.new'],
        resource: 'object_storage',
        arguments: { '0': 'accessKey', '1': 'secretKey' },
      },
      {
        calls: ['s3.Region.Custom', 's3.region.Region.Custom'],
        resource: 'object_storage',
        arguments: { region: 'region', endpoint: 'url' },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['object_store'],
    clients: [
      {
        calls: [
          'object_store.aws.AmazonS3Builder.new',
          'object_store.aws.AmazonS3Builder.from_env',
          'object_store.gcp.GoogleCloudStorageBuilder.new',
          'object_store.azure.MicrosoftAzureBuilder.new',
        ],
        resource: 'object_storage',
        arguments: {
          '.with_bucket_name.0': 'bucket',
          '.with_container_name.0': 'bucket',
          '.with_endpoint.0': 'url',
          '.with_region.0': 'region',
          '.with_access_key_id.0': 'accessKey',
          '.with_secret_access_key.0': 'secretKey',
        },
        environment: awsEnvironment,
      },
    ],
  },
  {
    language: 'rust',
    packages: ['opendal'],
    clients: [
      {
        calls: ['opendal.services.S3.default', 'opendal.services.Gcs.default', 'opendal.services.Azblob.default'],
        resource: 'object_storage',
        arguments: {
          '.bucket.0': 'bucket',
          '.endpoint.0': 'url',
          '.region.0': 'region',
          '.access_key_id.0': 'accessKey',
          '.secret_access_key.0': 'secretKey',
        },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['minio', 'minio-rsc'],
    drives: 'object_storage',
    clients: [
      { calls: ['minio.s3.http.BaseUrl.from_str'], resource: 'object_storage', arguments: { '0': 'url' } },
      { calls: ['minio.s3.creds.StaticProvider.new'], resource: 'object_storage', arguments: { '0': 'accessKey', '1': 'secretKey' } },
    ],
  },
  {
    language: 'rust',
    packages: ['google-cloud-storage', 'cloud-storage'],
    modules: ['google_cloud_storage', 'cloud_storage'],
    clients: [
      {
        calls: ['google_cloud_storage.client.Client.new', 'cloud_storage.Client.default'],
        resource: 'object_storage',
        arguments: {},
        silent: 'googleapis.com',
      },
    ],
  },
  {
    language: 'rust',
    packages: ['google-cloud-pubsub'],
    modules: ['google_cloud_pubsub'],
    drives: 'pubsub',
    clients: [
      {
        calls: ['google_cloud_pubsub.client.Client.new'],
        resource: 'pubsub',
        arguments: {},
        environment: { PUBSUB_EMULATOR_HOST: 'host' },
        silent: 'googleapis.com',
      },
    ],
  },
  {
    language: 'rust',
    packages: ['firestore'],
    drives: 'firestore',
    clients: [{ calls: ['firestore.FirestoreDb.new'], resource: 'firestore', arguments: { '0': 'project' }, silent: 'googleapis.com' }],
  },
  {
    language: 'rust',
    packages: ['lettre'],
    drives: 'smtp',
    clients: [
      {
        calls: mail.flatMap((type) => ['relay', 'starttls_relay', 'builder_dangerous'].map((name) => `${type}.${name}`)),
        resource: 'smtp',
        arguments: { '0': 'host', '.port.0': 'port' },
      },
      { calls: mail.map((type) => `${type}.from_url`), resource: 'smtp', arguments: { '0': 'url' } },
      { calls: ['lettre.transport.smtp.authentication.Credentials.new'], resource: 'smtp', arguments: { '0': 'user', '1': 'password' } },
    ],
  },
  {
    language: 'rust',
    packages: ['mail-send'],
    modules: ['mail_send'],
    drives: 'smtp',
    clients: [{ calls: ['mail_send.SmtpClientBuilder.new'], resource: 'smtp', arguments: { '0': 'host', '1': 'port' } }],
  },
  {
    language: 'rust',
    packages: ['opentelemetry-otlp'],
    modules: ['opentelemetry_otlp'],
    drives: 'otel',
    clients: [
      {
        calls: [
          'opentelemetry_otlp.new_exporter',
          'opentelemetry_otlp.SpanExporter.builder',
          'opentelemetry_otlp.MetricExporter.builder',
          'opentelemetry_otlp.LogExporter.builder',
          'opentelemetry_otlp.new_pipeline',
        ],
        resource: 'otel',
        arguments: { '.with_endpoint.0': 'url' },
        environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'url' },
        need: 'optional',
      },
    ],
  },
  {
    language: 'rust',
    packages: ['async-openai', 'openai-api-rs', 'rig-core', 'genai'],
    modules: ['async_openai', 'openai_api_rs', 'rig', 'genai'],
    drives: 'llm_api',
    clients: [
      {
        calls: ['async_openai.Client.new'],
        resource: 'llm_api',
        arguments: {},
        environment: { OPENAI_API_KEY: 'apiKey', OPENAI_API_BASE: 'url' },
        silent: 'https://api.openai.com',
      },
      {
        calls: ['async_openai.config.OpenAIConfig.new', 'async_openai.config.OpenAIConfig.default'],
        resource: 'llm_api',
        arguments: { '.with_api_key.0': 'apiKey', '.with_api_base.0': 'url' },
      },
      {
        calls: ['rig.providers.openai.Client.new', 'rig.providers.anthropic.Client.new', 'openai_api_rs.v1.api.OpenAIClient.new'],
        resource: 'llm_api',
        arguments: { '0': 'apiKey' },
      },
      { calls: ['rig.providers.openai.Client.from_env'], resource: 'llm_api', arguments: {}, environment: { OPENAI_API_KEY: 'apiKey' } },
    ],
  },
  {
    language: 'rust',
    packages: ['ollama-rs'],
    modules: ['ollama_rs'],
    drives: 'ollama',
    clients: [
      {
        calls: ['ollama_rs.Ollama.new', 'ollama_rs.Ollama.default'],
        resource: 'ollama',
        arguments: { '0': 'host', '1': 'port' },
        silent: 'http://localhost:11434',
      },
    ],
  },
];
