import type { EnvironmentReader } from '../library.ts';

const casts = [
  'str',
  'bool',
  'int',
  'float',
  'json',
  'list',
  'tuple',
  'dict',
  'url',
  'path',
  'bytes',
  'decimal',
  'date',
  'datetime',
  'time',
  'timedelta',
  'uuid',
  'log_level',
  'enum',
  'unicode',
  'char',
  'get_value',
  'parser',
];

/** Objects of these classes are asked for variables; `env` is what nearly everybody calls them where they come from another file. */
const environObjects = ['environ.Env()', 'environ.FileAwareEnv()', 'environs.Env()', 'environs.env', 'environs.FileAwareEnv()'];

/** Modules that do the same for one kind of service each. */
export const urlModules: Readonly<Record<string, string>> = {
  dj_database_url: 'DATABASE_URL',
  django_cache_url: 'CACHE_URL',
  dj_email_url: 'EMAIL_URL',
  dj_search_url: 'SEARCH_URL',
  dj_amqp_url: 'AMQP_URL',
};

/** django-environ's methods that read a service's URL, with the variable each reads when none is named. */
export const urlMethods: Readonly<Record<string, string>> = {
  db: 'DATABASE_URL',
  db_url: 'DATABASE_URL',
  cache: 'CACHE_URL',
  cache_url: 'CACHE_URL',
  email: 'EMAIL_URL',
  email_url: 'EMAIL_URL',
  search_url: 'SEARCH_URL',
  channels: 'CHANNELS_URL',
  channels_url: 'CHANNELS_URL',
  dj_db_url: 'DATABASE_URL',
  dj_cache_url: 'CACHE_URL',
  dj_email_url: 'EMAIL_URL',
};

const names = ['0', 'env', 'var', 'name', 'envvar'];

/** Every way Python reads the environment by a name that is written where it is read. */
export const environmentCalls: readonly EnvironmentReader[] = [
  { language: 'python', objects: ['os.environ', 'environ', 'os.environb', 'os.environ.copy()', 'envs.environ'], required: true },
  {
    language: 'python',
    calls: [
      'os.getenv',
      'os.environ.get',
      'os.environ.pop',
      'getenv',
      'environ.get',
      'os.environ.setdefault',
      'os.getenvb',
      'os.environ.copy().get',
    ],
    name: ['0', 'key'],
    fallback: ['1', 'default'],
    required: false,
  },
  { language: 'python', calls: ['os.environ.__getitem__'], required: true },
  {
    language: 'python',
    calls: [
      'decouple.config',
      'decouple.AutoConfig()',
      'decouple.Config()',
      'decouple.Config().get',
      'prettyconf.config',
      'litestar.utils.get_env',
      'envparse.env',
      ...casts.map((cast) => `envparse.env.${cast}`),
    ],
    fallback: ['default', '1'],
    required: true,
  },
  // Their second positional argument is the type.
  {
    language: 'python',
    calls: ['starlette.config.Config()', 'starlette.config.Config().get', 'environ.Env()', 'environ.FileAwareEnv()', 'envparse.Env()'],
    name: names,
    fallback: ['default', '2'],
    required: true,
  },
  {
    language: 'python',
    calls: environObjects.flatMap((object) => casts.map((cast) => `${object}.${cast}`)),
    name: names,
    fallback: ['default', '1'],
    required: true,
  },
  { language: 'python', calls: ['environs.Env()', 'environs.env', 'environs.FileAwareEnv()'], fallback: ['default', '1'], required: true },
  ...Object.entries(urlMethods).map(([method, variable]): EnvironmentReader => ({
    language: 'python',
    calls: environObjects.map((object) => `${object}.${method}`),
    name: names,
    unnamed: variable,
    fallback: ['default', '1'],
    required: true,
  })),
  ...Object.entries(urlModules).map(([module, variable]): EnvironmentReader => ({
    language: 'python',
    calls: [`${module}.config`],
    name: ['env', '0'],
    unnamed: variable,
    fallback: ['default', '1'],
    required: false,
  })),
  {
    language: 'python',
    calls: ['click.option', 'click.argument', 'asyncclick.option', 'typer.Option', 'typer.Argument'],
    name: 'envvar',
    fallback: ['default', '0'],
    required: false,
  },
];
