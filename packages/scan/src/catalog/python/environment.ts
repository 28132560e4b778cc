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
const environObjects = [
  'environ.Env()',
  'environ.FileAwareEnv()',
  'environs.Env()',
  'environs.env',
  'environs.FileAwareEnv()',
  'envparse.env',
  'envparse.Env()',
];

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

/** Every way Python reads the environment by a name that is written where it is read. */
export const environmentCalls: readonly EnvironmentReader[] = [
  { language: 'python', objects: ['os.environ', 'environ', 'os.environb', 'decouple.config', 'envs.environ'], required: true },
  {
    language: 'python',
    calls: ['os.getenv', 'os.environ.get', 'os.environ.pop', 'getenv', 'environ.get', 'os.environ.setdefault', 'os.getenvb'],
    fallback: '1',
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
      'starlette.config.Config()',
      'starlette.config.Config().get',
      'litestar.utils.get_env',
      'envparse.env',
    ],
    fallback: 'default',
    required: true,
  },
  {
    language: 'python',
    calls: environObjects.flatMap((object) => [
      object,
      ...casts.map((cast) => `${object}.${cast}`),
      ...Object.keys(urlMethods).map((method) => `${object}.${method}`),
    ]),
    fallback: 'default',
    required: true,
  },
];
