import { expect, test } from 'vitest';
import { scan } from '../../../scan.ts';
import { memoryTree } from '../../../tree/memory.ts';

const manage =
  'import os\nfrom django.core.management import execute_from_command_line\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "library.settings")\nexecute_from_command_line()\n';
const wsgi = (settings: string): string =>
  `import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${settings}")\napplication = get_wsgi_application()\n`;

const project = (settings: string): Record<string, string> => ({
  'requirements.txt': 'django\ngunicorn\npsycopg\ndj-database-url\ndjango-redis\n',
  'manage.py': manage,
  'library/__init__.py': '',
  'library/wsgi.py': wsgi('library.settings'),
  'library/settings.py': `import os\nimport environ\nimport dj_database_url\nenv = environ.Env()\nINSTALLED_APPS = ["books"]\n${settings}`,
});

/** Resources as `type need`, and bindings as `VARIABLE > resource property`. */
async function needsOf(files: Readonly<Record<string, string>>): Promise<{ resources: string[]; bindings: string[] }> {
  const { resources, services } = await scan(memoryTree('library', files));
  return {
    resources: resources.map(({ type, need }) => `${type} ${need}`),
    bindings: (services[0]?.env ?? []).flatMap(({ name, binding }) =>
      binding && 'resource' in binding ? [`${name} > ${binding.resource} ${binding.property}`] : [],
    ),
  };
}

test.each<[string, string, string[], string[]]>([
  [
    'a dictionary by its engine',
    'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ["SHELF"], "PASSWORD": os.environ["WORD"]}}\n',
    ['postgres required'],
    ['SHELF > db host', 'WORD > db password'],
  ],
  [
    'dj_database_url by its own variable',
    'DATABASES = {"default": dj_database_url.config()}\n',
    ['postgres required'],
    ['DATABASE_URL > db url'],
  ],
  [
    'dj_database_url by another',
    'DATABASES = {"default": dj_database_url.config(env="SHELF", conn_max_age=60)}\n',
    ['postgres required'],
    ['SHELF > db url'],
  ],
  ['environ', 'DATABASES = {"default": env.db("SHELF")}\n', ['postgres required'], ['SHELF > db url']],
  [
    'a file unless a server is named',
    'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "books.db"}}\nDATABASES["default"].update(dj_database_url.config(env="SHELF"))\n',
    ['postgres optional', 'sqlite required'],
    ['SHELF > db url'],
  ],
  [
    'one of two ways to name the only database',
    'if "SHELF" in os.environ:\n    DATABASES = {"default": dj_database_url.parse(os.environ["SHELF"])}\nelif "SHELF_HOST" in os.environ:\n    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ["SHELF_HOST"]}}\n',
    ['postgres required'],
    ['SHELF > db url', 'SHELF_HOST > db host'],
  ],
  [
    'a dictionary under another name',
    'def shelf():\n    config = {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ["SHELF"]}\n    return {"default": config}\nDATABASES = shelf()\n',
    ['postgres required'],
    ['SHELF > db host'],
  ],
  [
    'a dictionary that a function gives, one engine of several by default',
    'def shelf():\n    engine = os.getenv("ENGINE", "sqlite")\n    if engine == "sqlite":\n        found = {"ENGINE": "django.db.backends.sqlite3", "NAME": "books.db"}\n    else:\n        found = {"ENGINE": "django.db.backends.postgresql", "HOST": os.getenv("SHELF")}\n    return {"default": found}\nDATABASES = shelf()\n',
    ['postgres optional', 'sqlite required'],
    ['SHELF > db host'],
  ],
  [
    'a cache by its backend',
    'CACHES = {"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": os.environ["CARDS"] + "/1"}}\n',
    ['redis required'],
    ['CARDS > redis url'],
  ],
  [
    'a cache of its own',
    'CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": os.getenv("CARDS", "cards")}}\n',
    [],
    [],
  ],
  ['mail is supported', 'EMAIL_HOST = os.getenv("POST")\n', ['smtp optional'], ['POST > mail host']],
  ['mail without which it does not start', 'EMAIL_HOST = os.environ["POST"]\n', ['smtp required'], ['POST > mail host']],
])('%s', async (_what, settings, resources, bindings) => {
  expect(await needsOf(project(settings))).toEqual({ resources, bindings });
});

test('settings that another module of the variable would choose are supported', async () => {
  const files = project('');
  delete files['library/settings.py'];
  const { resources } = await needsOf({
    ...files,
    'library/wsgi.py': wsgi('library.settings.open'),
    'library/settings/__init__.py': '',
    'library/settings/base.py': 'import os\nINSTALLED_APPS = []\n',
    'library/settings/open.py':
      'import os\nfrom .base import *\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ["SHELF"]}}\n',
    'library/settings/fair.py':
      'import os\nfrom .base import *\nCACHES = {"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": os.environ["CARDS"]}}\n',
  });
  expect(resources).toEqual(['postgres required', 'redis optional']);
});

test('`django.conf.settings` is followed to its file', async () => {
  const files = {
    ...project('CARDS = os.environ["CARDS"]\n'),
    'books/cards.py': 'from django.conf import settings\nimport redis\nclient = redis.from_url(settings.CARDS)\n',
  };
  expect((await needsOf({ ...files, 'requirements.txt': 'django\nredis\n' })).bindings).toEqual(['CARDS > redis url']);
});

/** Services as `name kind start`. */
async function servicesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { services } = await scan(memoryTree('library', files));
  return services.map(({ name, kind, start }) => `${name} ${kind}: ${start ?? '-'}`);
}

test('a server, Celery with its beat, and commands that go on', async () => {
  const base = 'from django.core.management.base import BaseCommand\n';
  expect(
    await servicesOf({
      ...project('CELERY_BEAT_SCHEDULE = {"dust": {"task": "books.dust", "schedule": 60}}\n'),
      'library/celery.py':
        'from celery import Celery\napp = Celery("library")\napp.config_from_object("django.conf:settings", namespace="CELERY")\n',
      'books/management/commands/watchdoor.py': `${base}import time\nclass Command(BaseCommand):\n    def handle(self, **options):\n        while not self.shutdown:\n            time.sleep(1)\n`,
      'books/management/commands/waitforshelf.py': `${base}import time\nclass Command(BaseCommand):\n    def handle(self, **options):\n        while True:\n            if ready():\n                break\n            time.sleep(1)\n`,
      'books/management/commands/dust.py': `${base}class Command(BaseCommand):\n    def handle(self, **options):\n        print("dusted")\n`,
    }),
  ).toEqual([
    'web web: gunicorn library.wsgi:application --bind 0.0.0.0:$PORT',
    'watchdoor worker: python manage.py watchdoor',
    'worker worker: celery -A library worker --loglevel=info',
    'scheduler scheduler: celery -A library beat --loglevel=info',
  ]);
});

test.each<[string, string, string]>([
  [
    'django-rq',
    'INSTALLED_APPS = ["django_rq"]\nLATE = "overdue"\nRQ_QUEUES = {"default": {}, LATE: {}}\n',
    'python manage.py rqworker default overdue',
  ],
  ['django-q2', 'INSTALLED_APPS = ["django_q"]\n', 'python manage.py qcluster'],
])('%s works through its queue by a command', async (packageName, settings, start) => {
  const files = project(settings);
  expect(await servicesOf({ ...files, 'requirements.txt': `django\n${packageName}\n` })).toContain(`worker worker: ${start}`);
});

test("a command line called manage.py is not always Django's", async () => {
  const files = {
    'requirements.txt': 'flask\nclick\n',
    'manage.py': 'import click\nfrom desk import app\n@click.group()\ndef cli():\n    pass\n',
    'desk.py': 'from flask import Flask\napp = Flask(__name__)\n',
  };
  expect(await servicesOf(files)).toEqual(['web web: flask --app desk:app run --host 0.0.0.0 --port $PORT']);
});

test('a project below its requirements is started where it stands', async () => {
  const files = project('');
  const moved = Object.fromEntries(Object.entries(files).map(([path, text]) => [path === 'requirements.txt' ? path : `src/${path}`, text]));
  const { services } = await scan(memoryTree('library', moved));
  expect(services.map(({ path, start, port }) => [path, start, port])).toEqual([
    ['.', 'cd src && gunicorn library.wsgi:application --bind 0.0.0.0:$PORT', 8000],
  ]);
});

test.each<[string, string, string, string]>([
  ['sends whatever happens', '', 'send_mail("Due", "Bring it back", None, [reader])', 'smtp required'],
  [
    'sends only where a server is named',
    '',
    'if settings.EMAIL_HOST:\n        send_mail("Due", "Bring it back", None, [reader])',
    'smtp optional',
  ],
  [
    'sends to the console',
    'EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"\n',
    'send_mail("Due", "Bring it back", None, [reader])',
    'smtp optional',
  ],
  ['sends nothing', '', 'return reader', 'smtp optional'],
])('a mail server for a project that %s', async (_what, settings, body, expected) => {
  const { resources } = await needsOf({
    ...project(`${settings}EMAIL_HOST = os.getenv("POST_HOST", "")\n`),
    'library/reminders.py': `from django.conf import settings\nfrom django.core.mail import send_mail\ndef remind(reader):\n    ${body}\n`,
  });
  expect(resources).toContain(expected);
});

test('a command that ends after one round unless it is told to go on is told', async () => {
  const blueprint = await scan(
    memoryTree('bakery', {
      'requirements.txt': 'django\n',
      'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "bakery.settings")\n',
      'bakery/settings.py': 'INSTALLED_APPS = ["oven"]\nWSGI_APPLICATION = "bakery.wsgi.application"\n',
      'oven/management/commands/remind.py': `import time
from django.core.management.base import BaseCommand

class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", dest="loop", default=False)

    def handle(self, *args, **options):
        while not self.shutdown:
            self.round()
            if not options["loop"]:
                break
            time.sleep(60)
`,
    }),
  );
  expect(blueprint.services.find(({ name }) => name === 'remind')).toMatchObject({
    kind: 'worker',
    start: 'python manage.py remind --loop',
  });
});
