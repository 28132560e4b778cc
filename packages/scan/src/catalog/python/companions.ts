import type { ClientRule, Library } from '../library.ts';

const endpoint: ClientRule['arguments'] = { endpoint: 'url', '0': 'url' };

const exporters = ['trace_exporter.OTLPSpanExporter', 'metric_exporter.OTLPMetricExporter', '_log_exporter.OTLPLogExporter'].flatMap(
  (name) => ['grpc', 'http'].map((protocol) => `opentelemetry.exporter.otlp.proto.${protocol}.${name}`),
);

/** Mail, document conversion, telemetry, experiment tracking. */
export const companionLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['smtplib', 'aiosmtplib'],
    standard: true,
    modules: ['smtplib', 'aiosmtplib'],
    clients: [
      {
        calls: ['smtplib.SMTP', 'smtplib.SMTP_SSL', 'smtplib.LMTP', 'aiosmtplib.SMTP'],
        resource: 'smtp',
        arguments: { '0': 'host', host: 'host', '1': 'port', port: 'port', hostname: 'host', username: 'user', password: 'password' },
      },
      {
        calls: ['smtplib.SMTP().login', 'smtplib.SMTP_SSL().login', 'aiosmtplib.SMTP().login'],
        resource: 'smtp',
        arguments: { '0': 'user', '1': 'password', user: 'user', password: 'password' },
      },
      {
        calls: ['smtplib.SMTP().connect', 'smtplib.SMTP_SSL().connect'],
        resource: 'smtp',
        arguments: { '0': 'host', '1': 'port', host: 'host', port: 'port' },
      },
      {
        calls: ['aiosmtplib.send'],
        resource: 'smtp',
        arguments: { hostname: 'host', port: 'port', username: 'user', password: 'password' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['fastapi-mail'],
    modules: ['fastapi_mail'],
    clients: [
      {
        calls: ['fastapi_mail.ConnectionConfig', 'fastapi_mail.config.ConnectionConfig'],
        resource: 'smtp',
        arguments: { MAIL_SERVER: 'host', MAIL_PORT: 'port', MAIL_USERNAME: 'user', MAIL_PASSWORD: 'password' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['flask-mail', 'flask-mailman', 'flask-mailing', 'quart-mail'],
    modules: ['flask_mail', 'flask_mailman', 'flask_mailing'],
    settings: [
      { path: '**.MAIL_SERVER', resource: 'smtp', carries: 'host', need: 'optional' },
      { path: '**.MAIL_PORT', resource: 'smtp', carries: 'port', need: 'optional' },
      { path: '**.MAIL_USERNAME', resource: 'smtp', carries: 'user', need: 'optional' },
      { path: '**.MAIL_PASSWORD', resource: 'smtp', carries: 'password', need: 'optional' },
    ],
  },
  {
    language: 'python',
    packages: ['emails'],
    clients: [
      {
        calls: ['emails.backend.smtp.SMTPBackend', 'emails.backend.SMTPBackend'],
        resource: 'smtp',
        arguments: { host: 'host', port: 'port', user: 'user', password: 'password' },
      },
      {
        calls: ['emails.Message().send', 'emails.message.Message().send', 'emails.html().send'],
        resource: 'smtp',
        arguments: { 'smtp.host': 'host', 'smtp.port': 'port', 'smtp.user': 'user', 'smtp.password': 'password' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['redmail'],
    clients: [
      {
        calls: ['redmail.EmailSender'],
        resource: 'smtp',
        arguments: { host: 'host', port: 'port', username: 'user', password: 'password' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['tika', 'tika-client'],
    modules: ['tika', 'tika_client'],
    clients: [
      {
        calls: ['tika_client.TikaClient', 'tika_client.AsyncTikaClient', 'tika_client.client.TikaClient'],
        resource: 'tika',
        arguments: { tika_url: 'url', '0': 'url' },
      },
      {
        calls: ['tika.parser.from_file', 'tika.parser.from_buffer'],
        resource: 'tika',
        arguments: { serverEndpoint: 'url' },
        environment: { TIKA_SERVER_ENDPOINT: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['gotenberg-client'],
    modules: ['gotenberg_client'],
    clients: [
      {
        calls: ['gotenberg_client.GotenbergClient', 'gotenberg_client.AsyncGotenbergClient', 'gotenberg_client.SyncGotenbergClient'],
        resource: 'gotenberg',
        arguments: { host: 'url', '0': 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['opentelemetry-exporter-otlp', 'opentelemetry-exporter-otlp-proto-grpc', 'opentelemetry-exporter-otlp-proto-http'],
    modules: ['opentelemetry.exporter.otlp'],
    clients: [
      {
        calls: exporters,
        resource: 'otel',
        arguments: endpoint,
        environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'url' },
        silent: 'http://localhost:4317',
        need: 'optional',
      },
    ],
  },
  {
    language: 'python',
    packages: ['mlflow', 'mlflow-skinny'],
    modules: ['mlflow'],
    clients: [
      {
        calls: ['mlflow.set_tracking_uri'],
        resource: 'mlflow',
        arguments: { '0': 'url', uri: 'url' },
        localWhen: /^(file:|sqlite:|\.{0,2}\/|databricks|mlruns)/,
      },
      {
        calls: ['mlflow.MlflowClient', 'mlflow.tracking.MlflowClient', 'mlflow.client.MlflowClient'],
        resource: 'mlflow',
        arguments: { '0': 'url', tracking_uri: 'url' },
        environment: { MLFLOW_TRACKING_URI: 'url' },
        localWhen: /^(file:|sqlite:|\.{0,2}\/|databricks)/,
        need: 'optional',
      },
      {
        calls: ['lightning.pytorch.loggers.MLFlowLogger', 'pytorch_lightning.loggers.MLFlowLogger'],
        resource: 'mlflow',
        arguments: { tracking_uri: 'url' },
        environment: { MLFLOW_TRACKING_URI: 'url' },
        localWhen: /^(file:|sqlite:|\.{0,2}\/)/,
        need: 'optional',
      },
    ],
  },
  {
    language: 'python',
    packages: ['label-studio-sdk'],
    modules: ['label_studio_sdk'],
    clients: [
      {
        calls: [
          'label_studio_sdk.Client',
          'label_studio_sdk.LabelStudio',
          'label_studio_sdk.client.LabelStudio',
          'label_studio_sdk.label_interface.LabelStudio',
        ],
        resource: 'label_studio',
        arguments: { url: 'url', base_url: 'url', api_key: 'apiKey', '0': 'url', '1': 'apiKey' },
        environment: { LABEL_STUDIO_URL: 'url', LABEL_STUDIO_API_KEY: 'apiKey' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['python-logstash', 'python-logstash-async'],
    modules: ['logstash', 'logstash_async'],
    clients: [
      {
        calls: [
          'logstash.LogstashHandler',
          'logstash.TCPLogstashHandler',
          'logstash.UDPLogstashHandler',
          'logstash_async.handler.AsynchronousLogstashHandler',
        ],
        resource: 'logstash',
        arguments: { '0': 'host', host: 'host', '1': 'port', port: 'port' },
      },
    ],
  },
];
