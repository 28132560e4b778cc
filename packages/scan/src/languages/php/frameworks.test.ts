import type { Blueprint } from '@groundwork/blueprint';
import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

const database = `<?php return [
  'default' => env('DB_CONNECTION', 'sqlite'),
  'connections' => [
    'sqlite' => ['driver' => 'sqlite', 'database' => env('DB_FILE', database_path('keeper.sqlite'))],
    'pgsql' => ['driver' => 'pgsql', 'url' => env('DB_URL'), 'host' => env('DB_HOST', '127.0.0.1'), 'password' => env('DB_PASSWORD', '')],
  ],
  'redis' => ['client' => 'phpredis', 'default' => ['host' => env('REDIS_HOST', '127.0.0.1')]],
];`;

const queue = `<?php return ['default' => env('QUEUE_CONNECTION', 'sync'), 'connections' => [
  'sync' => ['driver' => 'sync'], 'redis' => ['driver' => 'redis', 'connection' => 'default'],
]];`;

const job =
  '<?php namespace App\\Jobs; class LightTheLamp implements \\Illuminate\\Contracts\\Queue\\ShouldQueue { public function handle() {} }';

const laravel = (files: Readonly<Record<string, string>>): Promise<Blueprint> =>
  scan(
    memoryTree('lighthouse', {
      'composer.json': JSON.stringify({ name: 'coast/lighthouse', require: { php: '^8.2', 'laravel/framework': '^10.0', 'ext-gd': '*' } }),
      artisan: '#!/usr/bin/env php\n<?php $kernel->handle($input);',
      'public/index.php': '<?php $kernel->handle(Request::capture());',
      'config/app.php': "<?php return ['key' => env('APP_KEY')];",
      'config/database.php': database,
      'config/queue.php': queue,
      'database/migrations/2024_01_01_lamps.php': '<?php return new class extends Migration {};',
      'app/Jobs/LightTheLamp.php': job,
      ...files,
    }),
  );

const needs = (blueprint: Blueprint): string[] => blueprint.resources.map(({ type, need }) => `${type} ${need}`);
const runs = (blueprint: Blueprint): string[] => blueprint.services.map(({ kind, start }) => `${kind}: ${start ?? '-'}`);

test('Laravel as its configuration ships it', async () => {
  const blueprint = await laravel({});
  expect(needs(blueprint)).toEqual(['postgres optional', 'redis optional', 'sqlite required']);
  expect(runs(blueprint)).toEqual(['web: php artisan serve --host=0.0.0.0 --port=$PORT']);
  const [web] = blueprint.services;
  expect(web).toMatchObject({ framework: 'Laravel', port: 8000, release: ['php artisan migrate --force'], systemPackages: ['php-gd'] });
  expect(web?.env.find(({ name }) => name === 'APP_KEY')).toMatchObject({ source: 'generated', secret: true });
});

test("Laravel's .env.example decides between its connections", async () => {
  const blueprint = await laravel({ '.env.example': 'DB_CONNECTION=pgsql\nQUEUE_CONNECTION=redis\n' });
  expect(needs(blueprint)).toEqual(['postgres required', 'redis required', 'sqlite optional']);
  expect(runs(blueprint)).toContain('worker: php artisan queue:work --tries=3');
});

test("Laravel's schedule, Horizon and a disk that code asks for", async () => {
  const blueprint = await laravel({
    'composer.json': JSON.stringify({ require: { 'laravel/framework': '^10.0', 'laravel/horizon': '^5' } }),
    'app/Console/Kernel.php':
      "<?php class Kernel { protected function schedule($schedule) { $schedule->command('lamp:light')->daily(); } }",
    'config/filesystems.php':
      "<?php return ['default' => 'local', 'disks' => ['s3' => ['driver' => 's3', 'bucket' => env('LOG_BUCKET')]]];",
    'app/Log.php': "<?php Storage::disk('s3')->put('a', 'b');",
  });
  expect(runs(blueprint).slice(1)).toEqual(['worker: php artisan horizon', 'scheduler: php artisan schedule:work']);
  expect(needs(blueprint)).toEqual(['object_storage optional', 'postgres optional', 'redis required', 'sqlite required']);
});

test("connections of Laravel's list that cannot be used as installed", async () => {
  const queues = `<?php return ['default' => env('QUEUE_CONNECTION', 'sync'), 'connections' => [
    'sync' => ['driver' => 'sync'], 'sqs' => ['driver' => 'sqs', 'prefix' => env('SQS_PREFIX')]]];`;
  expect(needs(await laravel({ 'config/queue.php': queues }))).not.toContain('sqs optional');
  expect(needs(await laravel({ 'config/queue.php': queues, '.env.example': 'QUEUE_CONNECTION=sqs' }))).toContain('sqs required');
});

test("a helper around Laravel's env()", async () => {
  const blueprint = await laravel({
    'config/database.php': database.replace("env('DB_CONNECTION', 'sqlite')", "env_or(env('DB_CONNECTION'), 'pgsql')"),
    'app/helpers.php': '<?php function env_or($value, $default) { if ($value === null) { return $default; } return $value; }',
  });
  expect(needs(blueprint)).toContain('postgres required');
});

test('a configuration value is followed to the client that is told it', async () => {
  const blueprint = await laravel({
    'config/services.php': "<?php return ['oracle' => ['key' => env('ORACLE_KEY')]];",
    'app/Oracle.php': "<?php $client = \\OpenAI::client(config('services.oracle.key'));",
  });
  expect(blueprint.services[0]?.env.find(({ name }) => name === 'ORACLE_KEY')).toMatchObject({
    binding: { resource: 'llm', property: 'apiKey' },
  });
});

test('a front end bundled in the same folder is a step of the build', async () => {
  const blueprint = await laravel({
    'package.json': JSON.stringify({
      private: true,
      scripts: { dev: 'vite', build: 'vite build' },
      devDependencies: { vite: '^5', 'laravel-vite-plugin': '^1' },
    }),
    'package-lock.json': '{}',
  });
  expect(blueprint.services.map(({ language, build }) => [language, ...build])).toEqual([['php', 'npm ci', 'npm run build']]);
});

test('Symfony: bundles, messages, services, and the values its .env gives', async () => {
  const blueprint = await scan(
    memoryTree('harbour', {
      'composer.json': JSON.stringify({
        require: {
          php: '>=8.2',
          'symfony/framework-bundle': '7.*',
          'doctrine/doctrine-bundle': '*',
          'doctrine/doctrine-migrations-bundle': '*',
        },
      }),
      'public/index.php': '<?php return fn (array $context) => new Kernel($context["APP_ENV"]);',
      '.env':
        'DATABASE_URL="mysql://app:x@127.0.0.1:3306/app"\nMESSENGER_TRANSPORT_DSN=amqp://guest:guest@localhost:5672/%2f\nMAILER_DSN=null://null\n',
      'config/packages/doctrine.yaml': "doctrine:\n    dbal:\n        url: '%env(resolve:DATABASE_URL)%'\n",
      'config/packages/messenger.yaml':
        "framework:\n    messenger:\n        transports:\n            cargo: '%env(MESSENGER_TRANSPORT_DSN)%'\n            failed: 'doctrine://default?queue_name=failed'\n",
      'config/packages/mailer.yaml': "framework:\n    mailer:\n        dsn: '%env(MAILER_DSN)%'\n",
      'config/services.yaml':
        "services:\n    Redis:\n        calls:\n            - connect: ['%env(CRANE_HOST)%', '%env(int:CRANE_PORT)%']\n",
      'migrations/Version1.php': '<?php class Version1 {}',
      'src/Unload.php': '<?php namespace App; #[AsMessageHandler] class Unload { public function __invoke() {} }',
    }),
  );
  expect(needs(blueprint)).toEqual(['mysql required', 'rabbitmq required', 'redis required', 'smtp optional']);
  expect(runs(blueprint)).toEqual([
    'web: php -S 0.0.0.0:$PORT -t public',
    'worker: php bin/console messenger:consume cargo --time-limit=3600',
  ]);
  const bound = blueprint.services[0]?.env.flatMap(({ name, binding }) =>
    binding && 'resource' in binding ? [`${name} ${binding.property}`] : [],
  );
  expect(bound).toEqual(['CRANE_HOST host', 'CRANE_PORT port', 'DATABASE_URL url', 'MAILER_DSN url', 'MESSENGER_TRANSPORT_DSN url']);
  expect(blueprint.services[0]?.release).toEqual(['php bin/console doctrine:migrations:migrate --no-interaction --allow-no-migration']);
});

test.each<[idea: string, composer: object, files: Readonly<Record<string, string>>, start: string | null, port: number | null]>([
  [
    'Slim with a start script',
    { require: { 'slim/slim': '4' }, scripts: { start: 'php -S localhost:8888 -t web' } },
    { 'web/index.php': '<?php $app->run();' },
    'php -S 0.0.0.0:$PORT -t web',
    8888,
  ],
  ['a bare page', {}, { 'index.php': '<?php echo 1;' }, 'php -S 0.0.0.0:$PORT', 8000],
  [
    'CodeIgniter',
    { require: { 'codeigniter4/framework': '4' } },
    { spark: '', 'public/index.php': '<?php $app->run();' },
    'php spark serve --host 0.0.0.0 --port $PORT',
    8080,
  ],
  [
    'a server of its own',
    { require: { 'ext-swoole': '*' } },
    { 'server.php': '<?php $s = new Swoole\\Http\\Server("0.0.0.0", 9502); $s->on("request", fn() => 1);' },
    'php server.php',
    9502,
  ],
])('%s is started as it says', async (_idea, composer, files, start, port) => {
  const blueprint = await scan(memoryTree('pier', { 'composer.json': JSON.stringify(composer), ...files }));
  expect(blueprint.services.map((service) => [service.kind, service.start, service.port])).toEqual([['web', start, port]]);
});

test('a library has no service', async () => {
  const blueprint = await scan(
    memoryTree('rope', {
      'composer.json': '{"name":"coast/rope","type":"library"}',
      'src/Knot.php': '<?php class Knot { public $a = [1]; }',
    }),
  );
  expect(blueprint.services).toEqual([]);
});

test('what a framework kept in the tree can do is not what the program asks of it', async () => {
  const { resources } = await scan(
    memoryTree('lighthouse', {
      'composer.json': '{ "name": "coast/lighthouse", "require": { "php": "^8.2", "ext-mysqli": "*" } }',
      'index.php': "<?php require 'system/core/CodeIgniter.php'; new PDO('mysql:host=' . getenv('KEEPER'));",
      'system/core/CodeIgniter.php': '<?php class CI {}',
      'system/libraries/Cache_redis.php':
        "<?php class Cache_redis { function open() { $r = new Redis(); $r->connect('localhost', 6379); } }",
    }),
  );
  expect(resources.map(({ type }) => type)).toEqual(['mysql']);
});
