import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

/** What a lighthouse with this page is told through variables: `VARIABLE resource.property`, or `VARIABLE` alone. */
async function told(page: string, dependencies: readonly string[] = [], files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const require = Object.fromEntries(['php', ...dependencies].map((name) => [name, '*']));
  const blueprint = await scan(
    memoryTree('lighthouse', {
      'composer.json': JSON.stringify({ name: 'coast/lighthouse', require }),
      'public/index.php': `<?php\n${page}`,
      ...files,
    }),
  );
  return blueprint.services.flatMap((service) =>
    service.env.map(({ name, binding }) => {
      if (!binding || !('resource' in binding)) return name;
      return `${name} ${blueprint.resources.find((each) => each.name === binding.resource)?.type ?? ''}.${binding.property}`;
    }),
  );
}

test.each<[idea: string, page: string, dependencies: readonly string[], expected: readonly string[]]>([
  [
    'PDO',
    '$url = getenv("A"); $db = new PDO("pgsql:host=$url;port={$_ENV[\'B\']};dbname=" . getenv("C"), $_SERVER["D"], getenv("E"));',
    [],
    ['A postgres.host', 'B postgres.port', 'C postgres.database', 'D postgres.user', 'E postgres.password'],
  ],
  [
    'mysqli',
    "$db = mysqli_connect(getenv('A') ?: 'db', getenv('B'), getenv('C'), getenv('D'));",
    [],
    ['A mysql.host', 'B mysql.user', 'C mysql.password', 'D mysql.database'],
  ],
  [
    'predis',
    "$r = new \\Predis\\Client(['scheme' => 'tcp', 'host' => $_ENV['A'] ?? 'redis', 'port' => 6379]);",
    ['predis/predis'],
    ['A redis.host'],
  ],
  [
    'phpredis kept in a field',
    "class Lamp { private $r; function __construct() { $this->r = new \\Redis(); $this->r->connect(getenv('A'), (int) getenv('B')); } }",
    ['ext-redis'],
    ['A redis.host', 'B redis.port'],
  ],
  [
    'a promoted parameter',
    "use PhpAmqpLib\\Connection\\AMQPStreamConnection;\nclass Bell { function __construct(private string $host) {} function ring() { return new AMQPStreamConnection($this->host, 5672, 'a', 'b'); } }\nnew Bell(getenv('A'));",
    ['php-amqplib/php-amqplib'],
    ['A rabbitmq.host'],
  ],
  [
    'a builder',
    "use Elastic\\Elasticsearch\\ClientBuilder;\nClientBuilder::create()->setHosts([getenv('A')])->build();",
    ['elasticsearch/elasticsearch'],
    ['A elasticsearch.url'],
  ],
  [
    'a bucket',
    "use Aws\\S3\\S3Client;\n$s3 = new S3Client(['region' => getenv('A'), 'version' => 'latest']); $s3->putObject(['Bucket' => getenv('C')]);",
    ['aws/aws-sdk-php'],
    [
      'A object_storage.region',
      'AWS_ACCESS_KEY_ID object_storage.accessKey',
      'AWS_SECRET_ACCESS_KEY object_storage.secretKey',
      'C object_storage.bucket',
    ],
  ],
  ['constants', "define('DB', getenv('A')); $m = new MongoDB\\Client(DB);", ['mongodb/mongodb'], ['A mongodb.url']],
  [
    'requests are no environment',
    "$s = $_SERVER; echo $_SERVER['REQUEST_URI'], $s['HTTP_HOST'], isset($_SERVER['HTTPS']), $_SERVER['A'];",
    [],
    ['A'],
  ],
  ['required by phpdotenv', "$dotenv->required(['A', 'B'])->notEmpty();", ['vlucas/phpdotenv'], ['A', 'B']],
])('%s', async (_idea, page, dependencies, expected) => {
  expect(await told(page, dependencies)).toEqual(expected);
});

test('settings that another file returns', async () => {
  const settings = "<?php return ['db' => ['host' => getenv('A'), 'name' => $_ENV['B']]];";
  const page = "$s = require __DIR__ . '/../config/settings.php'; new mysqli($s['db']['host'], 'keeper', 'x', $s['db']['name']);";
  expect(await told(page, [], { 'config/settings.php': settings })).toEqual(['A mysql.host', 'B mysql.database']);
});

test('constants of another file, defined unless they are', async () => {
  const config = "<?php defined('DB_HOST') or define('DB_HOST', getenv('A') ?: 'localhost'); const DB_NAME = 'lamps';";
  expect(await told("$db = new mysqli(DB_HOST, 'keeper', getenv('B'), DB_NAME);", [], { 'lib/config.php': config })).toEqual([
    'A mysql.host',
    'B mysql.password',
  ]);
});

test('settings that a container hands on are known by their keys', async () => {
  const settings =
    "<?php return function ($c) { $c->set('settings', ['db' => ['driver' => 'mysql', 'host' => $_ENV['A'], 'database' => 'lamps', 'username' => $_ENV['B'], 'password' => $_ENV['C']]]); };";
  expect(await told('$app->run();', ['slim/slim'], { 'app/settings.php': settings })).toEqual([
    'A mysql.host',
    'B mysql.user',
    'C mysql.password',
  ]);
});

test("Yii's components name their class", async () => {
  const page =
    "(new yii\\web\\Application(['components' => ['db' => ['class' => 'yii\\db\\Connection', 'dsn' => getenv('A'), 'password' => getenv('B')]]]))->run();";
  expect(await told(page, ['yiisoft/yii2', 'ext-pdo_pgsql'])).toEqual(['A postgres.url', 'B postgres.password']);
});

test("WordPress's configuration", async () => {
  const config = "<?php define('DB_HOST', getenv('A') ?: 'db'); define('DB_NAME', getenv('B'));";
  expect(await told("require __DIR__ . '/../wp-config.php';", [], { 'wp-config.php': config })).toEqual([
    'A mysql.host',
    'B mysql.database',
  ]);
});
