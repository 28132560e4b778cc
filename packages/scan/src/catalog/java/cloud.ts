import type { Carries, ClientRule, Library, ResourceChoice } from '../library.ts';

const awsEnvironment: Readonly<Record<string, Carries>> = {
  AWS_REGION: 'region',
  AWS_ACCESS_KEY_ID: 'accessKey',
  AWS_SECRET_ACCESS_KEY: 'secretKey',
};

/** The builders of one AWS service, SDK 2 and SDK 1. */
function aws(service: string, resource: ResourceChoice, second: readonly string[], first: string): Library {
  const told: Readonly<Record<string, Carries>> = {
    '.endpointOverride.0': 'url',
    '.region.0': 'region',
    '.withRegion.0': 'region',
    '.withEndpointConfiguration.0': 'url',
  };
  const calls = [
    ...second.flatMap((name) => [
      `software.amazon.awssdk.services.${service}.${name}.builder`,
      `software.amazon.awssdk.services.${service}.${name}.create`,
      `aws.sdk.kotlin.services.${service}.${name}`,
    ]),
    `${first}.standard`,
    `${first}.defaultClient`,
  ];
  const rule: ClientRule = { calls, resource, arguments: told, environment: awsEnvironment, silent: 'amazonaws.com' };
  return {
    language: 'java',
    packages: [`software.amazon.awssdk:${service}`, `com.amazonaws:aws-java-sdk-${service}`, `aws.sdk.kotlin:${service}`],
    modules: [`software.amazon.awssdk.services.${service}`, first.slice(0, first.lastIndexOf('.')), `aws.sdk.kotlin.services.${service}`],
    clients: [rule],
  };
}

const google = (
  packages: readonly string[],
  modules: readonly string[],
  calls: readonly string[],
  resource: ResourceChoice,
  told: Readonly<Record<string, Carries>> = {},
): Library => ({
  language: 'java',
  packages,
  modules,
  clients: [{ calls, resource, arguments: told, environment: { GOOGLE_CLOUD_PROJECT: 'project' }, silent: 'googleapis.com' }],
});

/** Storage, queues, mail and model APIs that clouds and companies offer. */
export const cloud: readonly Library[] = [
  aws('s3', 'object_storage', ['S3Client', 'S3AsyncClient', 'presigner.S3Presigner'], 'com.amazonaws.services.s3.AmazonS3ClientBuilder'),
  aws('sqs', 'sqs', ['SqsClient', 'SqsAsyncClient'], 'com.amazonaws.services.sqs.AmazonSQSClientBuilder'),
  aws('sns', 'sns', ['SnsClient', 'SnsAsyncClient'], 'com.amazonaws.services.sns.AmazonSNSClientBuilder'),
  aws('dynamodb', 'dynamodb', ['DynamoDbClient', 'DynamoDbAsyncClient'], 'com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder'),
  aws('kinesis', 'kinesis', ['KinesisClient', 'KinesisAsyncClient'], 'com.amazonaws.services.kinesis.AmazonKinesisClientBuilder'),
  {
    language: 'java',
    packages: ['io.minio:minio'],
    modules: ['io.minio'],
    clients: [
      {
        calls: ['io.minio.MinioClient.builder', 'io.minio.MinioAsyncClient.builder'],
        resource: 'object_storage',
        arguments: { '.endpoint.0': 'url', '.credentials.0': 'accessKey', '.credentials.1': 'secretKey', '.region.0': 'region' },
      },
      { calls: ['io.minio.MinioClient'], resource: 'object_storage', arguments: { '0': 'url', '1': 'accessKey', '2': 'secretKey' } },
      {
        calls: [
          'io.minio.BucketExistsArgs.builder',
          'io.minio.MakeBucketArgs.builder',
          'io.minio.PutObjectArgs.builder',
          'io.minio.GetObjectArgs.builder',
        ],
        resource: 'object_storage',
        arguments: { '.bucket.0': 'bucket' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.aliyun.oss:aliyun-sdk-oss'],
    modules: ['com.aliyun.oss'],
    clients: [
      {
        calls: ['com.aliyun.oss.OSSClientBuilder().build', 'com.aliyun.oss.OSSClient'],
        resource: 'object_storage',
        arguments: { '0': 'url', '1': 'accessKey', '2': 'secretKey' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.qcloud:cos_api'],
    modules: ['com.qcloud.cos'],
    clients: [
      { calls: ['com.qcloud.cos.auth.BasicCOSCredentials'], resource: 'object_storage', arguments: { '0': 'accessKey', '1': 'secretKey' } },
    ],
  },
  google(
    ['com.google.cloud:google-cloud-storage'],
    ['com.google.cloud.storage'],
    ['com.google.cloud.storage.StorageOptions.getDefaultInstance', 'com.google.cloud.storage.StorageOptions.newBuilder'],
    'object_storage',
    { '.setProjectId.0': 'project', '.setHost.0': 'url' },
  ),
  google(
    ['com.google.cloud:google-cloud-pubsub'],
    ['com.google.cloud.pubsub'],
    ['com.google.cloud.pubsub.v1.Publisher.newBuilder', 'com.google.cloud.pubsub.v1.Subscriber.newBuilder'],
    'pubsub',
    { '0': 'topic' },
  ),
  google(
    ['com.google.cloud:google-cloud-firestore', 'com.google.firebase:firebase-admin'],
    ['com.google.cloud.firestore'],
    ['com.google.cloud.firestore.FirestoreOptions.getDefaultInstance', 'com.google.cloud.firestore.FirestoreOptions.newBuilder'],
    'firestore',
    { '.setProjectId.0': 'project' },
  ),
  google(
    ['com.google.cloud:google-cloud-spanner'],
    ['com.google.cloud.spanner'],
    ['com.google.cloud.spanner.SpannerOptions.newBuilder'],
    'spanner',
    { '.setProjectId.0': 'project' },
  ),
  {
    language: 'java',
    packages: ['com.azure:azure-storage-blob'],
    modules: ['com.azure.storage.blob'],
    clients: [
      {
        calls: ['com.azure.storage.blob.BlobServiceClientBuilder', 'com.azure.storage.blob.BlobContainerClientBuilder'],
        resource: 'object_storage',
        arguments: { '.connectionString.0': 'url', '.endpoint.0': 'endpoint', '.containerName.0': 'bucket' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.azure:azure-messaging-servicebus'],
    modules: ['com.azure.messaging.servicebus'],
    clients: [
      {
        calls: ['com.azure.messaging.servicebus.ServiceBusClientBuilder'],
        resource: 'azure_servicebus',
        arguments: { '.connectionString.0': 'url', '.fullyQualifiedNamespace.0': 'host' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.azure:azure-search-documents'],
    modules: ['com.azure.search.documents'],
    clients: [
      {
        calls: ['com.azure.search.documents.SearchClientBuilder', 'com.azure.search.documents.indexes.SearchIndexClientBuilder'],
        resource: 'azure_ai_search',
        arguments: { '.endpoint.0': 'url', '.indexName.0': 'index' },
      },
    ],
  },
  {
    language: 'java',
    packages: [
      'com.openai:openai-java',
      'com.theokanning.openai-gpt3-java:service',
      'com.azure:azure-ai-openai',
      'com.anthropic:anthropic-java',
    ],
    modules: ['com.openai.client', 'com.theokanning.openai', 'com.azure.ai.openai', 'com.anthropic.client'],
    clients: [
      {
        calls: ['com.openai.client.okhttp.OpenAIOkHttpClient.fromEnv'],
        resource: 'llm_api',
        arguments: {},
        environment: { OPENAI_API_KEY: 'apiKey' },
        silent: 'api.openai.com',
      },
      {
        calls: ['com.openai.client.okhttp.OpenAIOkHttpClient.builder'],
        resource: 'llm_api',
        arguments: { '.apiKey.0': 'apiKey', '.baseUrl.0': 'url' },
        silent: 'api.openai.com',
      },
      {
        calls: ['com.theokanning.openai.service.OpenAiService'],
        resource: 'llm_api',
        arguments: { '0': 'apiKey' },
        silent: 'api.openai.com',
      },
      { calls: ['com.azure.ai.openai.OpenAIClientBuilder'], resource: 'llm_api', arguments: { '.endpoint.0': 'url' } },
      {
        calls: ['com.anthropic.client.okhttp.AnthropicOkHttpClient.fromEnv'],
        resource: 'llm_api',
        arguments: {},
        environment: { ANTHROPIC_API_KEY: 'apiKey' },
        silent: 'api.anthropic.com',
      },
      {
        calls: ['com.anthropic.client.okhttp.AnthropicOkHttpClient.builder'],
        resource: 'llm_api',
        arguments: { '.apiKey.0': 'apiKey' },
        silent: 'api.anthropic.com',
      },
    ],
  },
  {
    language: 'java',
    packages: [
      'dev.langchain4j:langchain4j-open-ai',
      'dev.langchain4j:langchain4j-anthropic',
      'dev.langchain4j:langchain4j-mistral-ai',
      'dev.langchain4j:langchain4j-google-ai-gemini',
      'dev.langchain4j:langchain4j-azure-open-ai',
    ],
    modules: [
      'dev.langchain4j.model.openai',
      'dev.langchain4j.model.anthropic',
      'dev.langchain4j.model.mistralai',
      'dev.langchain4j.model.googleai',
      'dev.langchain4j.model.azure',
    ],
    clients: [
      {
        calls: [
          ...['OpenAiChatModel', 'OpenAiStreamingChatModel', 'OpenAiEmbeddingModel'].map(
            (name) => `dev.langchain4j.model.openai.${name}.builder`,
          ),
          'dev.langchain4j.model.anthropic.AnthropicChatModel.builder',
          'dev.langchain4j.model.anthropic.AnthropicStreamingChatModel.builder',
          'dev.langchain4j.model.mistralai.MistralAiChatModel.builder',
          'dev.langchain4j.model.googleai.GoogleAiGeminiChatModel.builder',
          'dev.langchain4j.model.azure.AzureOpenAiChatModel.builder',
        ],
        resource: 'llm_api',
        arguments: { '.apiKey.0': 'apiKey', '.baseUrl.0': 'url', '.endpoint.0': 'url', '.modelName.0': 'model' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['dev.langchain4j:langchain4j-ollama', 'io.github.ollama4j:ollama4j'],
    modules: ['dev.langchain4j.model.ollama', 'io.github.ollama4j'],
    clients: [
      {
        calls: [
          'dev.langchain4j.model.ollama.OllamaChatModel.builder',
          'dev.langchain4j.model.ollama.OllamaStreamingChatModel.builder',
          'dev.langchain4j.model.ollama.OllamaEmbeddingModel.builder',
        ],
        resource: 'ollama',
        arguments: { '.baseUrl.0': 'url', '.modelName.0': 'model' },
      },
      {
        calls: ['io.github.ollama4j.OllamaAPI', 'io.github.ollama4j.Ollama'],
        resource: 'ollama',
        arguments: { '0': 'url' },
        silent: 'http://localhost:11434',
      },
    ],
  },
  {
    language: 'java',
    packages: ['org.springframework:spring-context-support', 'org.springframework.boot:spring-boot-starter-mail'],
    modules: ['org.springframework.mail.javamail'],
    clients: [
      { calls: ['org.springframework.mail.javamail.JavaMailSenderImpl().setHost'], resource: 'smtp', arguments: { '0': 'host' } },
      { calls: ['org.springframework.mail.javamail.JavaMailSenderImpl().setPort'], resource: 'smtp', arguments: { '0': 'port' } },
      { calls: ['org.springframework.mail.javamail.JavaMailSenderImpl().setUsername'], resource: 'smtp', arguments: { '0': 'user' } },
      { calls: ['org.springframework.mail.javamail.JavaMailSenderImpl().setPassword'], resource: 'smtp', arguments: { '0': 'password' } },
    ],
  },
  {
    language: 'java',
    packages: ['org.simplejavamail:simple-java-mail', 'org.apache.commons:commons-email'],
    modules: ['org.simplejavamail', 'org.apache.commons.mail'],
    clients: [
      {
        calls: ['org.simplejavamail.mailer.MailerBuilder.withSMTPServer'],
        resource: 'smtp',
        arguments: { '0': 'host', '1': 'port', '2': 'user', '3': 'password' },
      },
      {
        calls: ['org.apache.commons.mail.SimpleEmail().setHostName', 'org.apache.commons.mail.HtmlEmail().setHostName'],
        resource: 'smtp',
        arguments: { '0': 'host' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.sun.mail:jakarta.mail', 'com.sun.mail:javax.mail', 'jakarta.mail:jakarta.mail-api', 'org.eclipse.angus:angus-mail'],
    modules: ['javax.mail', 'jakarta.mail'],
    settings: [
      { path: '*.mail.smtp.host', resource: 'smtp', carries: 'host' },
      { path: '*.mail.smtp.port', resource: 'smtp', carries: 'port' },
    ],
  },
  {
    language: 'java',
    packages: ['io.opentelemetry:opentelemetry-exporter-otlp', 'io.opentelemetry:opentelemetry-sdk-extension-autoconfigure'],
    modules: ['io.opentelemetry.exporter.otlp', 'io.opentelemetry.sdk.autoconfigure'],
    clients: [
      {
        calls: [
          'io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter.builder',
          'io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter.builder',
        ],
        resource: 'otel',
        arguments: { '.setEndpoint.0': 'url' },
        need: 'optional',
      },
      {
        calls: ['io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk.initialize'],
        resource: 'otel',
        arguments: {},
        environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'url' },
        need: 'optional',
      },
    ],
  },
];
