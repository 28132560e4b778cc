import { describe, expect, it } from 'vitest';
import { explain } from '../reason.ts';

const of = (log: string) => explain({ service: 'pier', log, code: 1, signal: null, folder: '/harbour' });

describe('a variable without a value', () => {
  it.each([
    ["KeyError: 'TIDE_KEY'", 'TIDE_KEY'],
    ['decouple.UndefinedValueError: TIDE_KEY not found. Declare it as envvar or define a default value.', 'TIDE_KEY'],
    ['KeyError: "Config \'TIDE_KEY\' is missing, and has no default."', 'TIDE_KEY'],
    [
      '1 validation error for Settings\ntide_key\n  Field required [type=missing, input_value={}, input_type=dict]\n    For further information visit https://errors.pydantic.dev',
      'TIDE_KEY',
    ],
    ['environs.exceptions.EnvError: Environment variable "TIDE_KEY" not set', 'TIDE_KEY'],
    ['EnvVarError: env-var: "TIDE_KEY" is a required variable, but it was not set', 'TIDE_KEY'],
    ['Error: Config validation error: "TIDE_KEY" is required', 'TIDE_KEY'],
    ['error: Environment variable not found: TIDE_KEY.', 'TIDE_KEY'],
    ["❌ Invalid environment variables: {\n  TIDE_KEY: [ 'Required' ]\n}", 'TIDE_KEY'],
    ['panic: required key TIDE_KEY missing value', 'TIDE_KEY'],
    ['env: required environment variable "TIDE_KEY" is not set', 'TIDE_KEY'],
    ['IllegalArgumentException: Could not resolve placeholder \'tide.key\' in value "${tide.key}"', 'TIDE_KEY'],
    ['config.rb:3:in `fetch\': key not found: "TIDE_KEY" (KeyError)', 'TIDE_KEY'],
    ['Dotenv\\Exception\\ValidationException: One or more environment variables failed assertions: TIDE_KEY is missing.', 'TIDE_KEY'],
    ["thread 'main' panicked at src/main.rs:7: TIDE_KEY must be set: NotPresent", 'TIDE_KEY'],
    [
      'OpenAIError: The api_key client option must be set either by passing api_key to the client or by setting the OPENAI_API_KEY environment variable',
      'OPENAI_API_KEY',
    ],
    ['RuntimeError: No application encryption key has been specified.', 'APP_KEY'],
  ])('%s', (log, name) => {
    const { reason, seen } = of(`starting\n${log}\n`);
    expect(reason).toMatchObject({ code: 'variable.missing', fix: `gw secrets set ${name}, then gw up` });
    expect(seen).toEqual({ kind: 'variable', name });
  });

  it.each([
    'TIDE_KEY is set, mooring',
    'NODE_ENV was set to production',
    '1 validation error for Order\nprice\n  Field required [type=missing]',
  ])('is not seen in %j', (log) => {
    expect(of(log).seen).toBeNull();
  });
});

describe('a connection that was refused', () => {
  it.each([
    ['Error: connect ECONNREFUSED 127.0.0.1:6379', 6379],
    ['redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.', 6379],
    ['psycopg.OperationalError: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused', 5432],
    ["pymysql.err.OperationalError: (2003, \"Can't connect to MySQL server on 'localhost' ([Errno 111] Connection refused)\")", 3306],
    ['dial tcp 127.0.0.1:5672: connect: connection refused', 5672],
    ['dial tcp [::1]:5432: connect: connection refused', 5432],
    ['org.postgresql.util.PSQLException: Connection to localhost:5432 refused.', 5432],
    ['RedisConnectionException: Unable to connect to localhost/<unresolved>:6379', 6379],
    ['Connection refused - connect(2) for "127.0.0.1" port 11211 (Errno::ECONNREFUSED)', 11211],
    ['RedisException: Connection refused [tcp://127.0.0.1:6379]', 6379],
    ['kafka.errors.NoBrokersAvailable: NoBrokersAvailable', 9092],
  ])('%s', (log, port) => {
    expect(of(log)).toMatchObject({ reason: { code: 'connection.refused' }, seen: { kind: 'refused', port } });
  });

  it.each(['connect ECONNREFUSED 10.0.0.7:6379', "Can't connect to MySQL server on 'orders' (111)"])(
    'elsewhere is not ours to mend: %s',
    (log) => {
      expect(of(log)).toMatchObject({ reason: { code: 'connection.refused' }, seen: null });
    },
  );
});

describe('a library that is missing', () => {
  it.each([
    ['ImportError: libGL.so.1: cannot open shared object file: No such file or directory', 'apt-get install libgl1'],
    ['./crane: error while loading shared libraries: libpq.so.5: cannot open shared object file', 'apt-get install libpq5'],
    ["OSError: cannot load library 'gobject-2.0-0': gobject-2.0-0: cannot open shared object file", 'apt-get install libglib2.0-0'],
    ['OSError: no library called "cairo-2" was found', 'apt-get install libcairo2'],
    ['ImportError: failed to find libmagic.  Check your installation', 'apt-get install libmagic1'],
    ['/browser: error while loading shared libraries: libnss3.so: cannot open shared object file', 'apt-get install libnss3'],
  ])('%s', (log, fix) => {
    expect(of(log).reason).toMatchObject({ code: 'library.missing', fix });
  });
});

describe('a port that is taken', () => {
  it.each([
    ['Error: listen EADDRINUSE: address already in use :::3000', '3000'],
    ['listen tcp :8080: bind: address already in use', '8080'],
    ['Web server failed to start. Port 8081 was already in use.', '8081'],
    ['Address already in use - bind(2) for "127.0.0.1" port 3001 (Errno::EADDRINUSE)', '3001'],
  ])('%s', (log, port) => {
    expect(of(log).reason).toMatchObject({ code: 'port.taken', message: expect.stringContaining(port) });
  });
});

describe('what is imported and not there', () => {
  it.each([
    ['main.go:4:2: no required module provides package github.com/harbour/tides; to add it:', 'go get github.com/harbour/tides'],
    ["kernel_require.rb:136:in `require': cannot load such file -- pg (LoadError)", 'bundle add pg'],
    ['PHP Warning: require(/app/vendor/autoload.php): Failed to open stream: No such file or directory', 'composer install'],
  ])('%s', (log, fix) => {
    expect(of(log).reason).toMatchObject({ code: 'module.missing', fix });
  });
});
