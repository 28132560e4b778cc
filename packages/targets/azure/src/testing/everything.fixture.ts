import type { Blueprint } from '@groundwork/blueprint';
import { harbour, resource, service, told, uses } from '../harbour.fixture.ts';

const storage = (why: string) => ({ evidence: [{ file: 'pier.py', line: 2, why, confidence: 1 }] });
const operation = (name: string) => ({
  name,
  access: 'write' as const,
  call: name,
  evidence: [{ file: 'pier.py', line: 9, why: name, confidence: 1 }],
});

/** Everything Azure has something for, used by one web service, a worker, a job, a schedule, a page, and a model on a GPU. */
export const everything: Blueprint = harbour(
  [
    service('pier', {
      port: 8000,
      health: '/health',
      release: ['alembic upgrade head'],
      uses: [
        'db',
        'tides',
        'ledger',
        'log',
        'cache',
        'mongo',
        'search',
        'bus',
        'mugs',
        'berth',
        'signal',
        'pages',
        'printer',
        'model',
        'llm',
        'stream',
      ].map((name) => uses(name)),
      env: [
        told('DATABASE_URL', 'db', 'url'),
        told('TIDES_URL', 'tides', 'url'),
        told('LEDGER_URL', 'ledger', 'url'),
        told('LOG_URL', 'log', 'url'),
        told('CACHE_URL', 'cache', 'url'),
        told('MONGO_URL', 'mongo', 'url'),
        told('STREAM_USER', 'stream', 'user'),
        told('STREAM_PASSWORD', 'stream', 'password'),
        told('STREAM_HOST', 'stream', 'host'),
        told('CATCHES_TOPIC', 'stream', 'topic'),
        told('BERTH_URL', 'berth', 'url'),
        told('SIGNAL_URL', 'signal', 'url'),
        told('PAGES_URL', 'pages', 'url'),
        told('PRINTER_URL', 'printer', 'url'),
        told('MODEL_URL', 'model', 'url'),
        told('AZURE_OPENAI_ENDPOINT', 'llm', 'url'),
        { name: 'SIGNING_KEY', required: true, secret: true, default: null, source: 'generated', evidence: [] },
        {
          name: 'CHART_URL',
          required: true,
          secret: false,
          default: null,
          source: 'binding',
          binding: { service: 'charts', property: 'url', form: null },
          evidence: [],
        },
      ],
    }),
    service('crane', {
      kind: 'worker',
      uses: [
        uses('bus', { operations: [operation('receive')] }),
        uses('charts-store', { operations: [operation('put'), operation('get')] }),
        uses('photos', { operations: [operation('presign-get')] }),
        uses('index'),
        uses('cache'),
      ],
      env: [
        told('CATCH_QUEUE', 'bus', 'queue'),
        told('NEWS_TOPIC', 'bus', 'topic'),
        told('CHARTS_CONTAINER', 'charts-store', 'bucket'),
        told('PHOTOS_BUCKET', 'photos', 'bucket'),
        told('CACHE_HOST', 'cache', 'host'),
      ],
    }),
    service('sweeper', { kind: 'cron', schedule: '0 3 * * *' }),
    service('forecast', { kind: 'job' }),
    service('charts', { kind: 'static', path: 'charts', start: null, port: null }),
    service('seer', { kind: 'inference', path: 'seer', port: 9000, gpu: 'required' }),
    service('whale', { kind: 'web', path: 'whale', port: 9100 }),
  ],
  [
    resource('db', 'postgres', { version: '16', extensions: ['vector'] }),
    resource('tides', 'mysql'),
    resource('ledger', 'mssql'),
    resource('log', 'sqlite'),
    resource('cache', 'redis'),
    resource('mongo', 'mongodb'),
    resource('stream', 'kafka'),
    resource('index', 'azure_ai_search'),
    resource('bus', 'azure_servicebus'),
    resource('charts-store', 'object_storage', storage('azure.storage.blob.BlobServiceClient is constructed')),
    resource('photos', 'object_storage', storage('boto3.client is constructed')),
    resource('mugs', 'memcached'),
    resource('berth', 'rabbitmq'),
    resource('signal', 'nats'),
    resource('pages', 'tika'),
    resource('printer', 'gotenberg'),
    resource('model', 'ollama'),
    resource('llm', 'llm_api'),
  ],
);

/** What `everything` asks of its environment. */
export const everythingSettings = {
  services: { whale: { cpu: 8, memory: 32_768, replicas: { min: 1, max: 3 } }, crane: { replicas: { min: 0, max: 4 } } },
  resources: { llm: { serving: 'managed' } },
} as const;
