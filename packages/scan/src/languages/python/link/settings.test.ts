import { expect, test } from 'vitest';
import { scan } from '../../../scan.ts';
import { memoryTree } from '../../../tree/memory.ts';

/** Bindings of a harbour's service with these files, as `VARIABLE > resource property`. */
async function bindingsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { services } = await scan(
    memoryTree('harbour', { 'requirements.txt': 'fastapi\nuvicorn\npydantic-settings\nsqlalchemy\npsycopg2-binary\nredis\n', ...files }),
  );
  return (services[0]?.env ?? []).flatMap(({ name, binding }) =>
    binding && 'resource' in binding ? [`${name} > ${binding.resource} ${binding.property}`] : [],
  );
}

const serving = 'from fastapi import FastAPI\nfrom sqlalchemy import create_engine\nfrom settings import settings\napp = FastAPI()\n';
const engine = `${serving}engine = create_engine(settings.berths_url)\n`;
const pydantic = 'from pydantic import Field, AliasChoices, BaseModel\nfrom pydantic_settings import BaseSettings, SettingsConfigDict\n';

test.each<[string, string, string, string[]]>([
  ['a field is the variable of its name', engine, 'class Settings(BaseSettings):\n    berths_url: str\n', ['BERTHS_URL > db url']],
  [
    'a prefix goes before it',
    engine,
    'class Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="QUAY_")\n    berths_url: str\n',
    ['QUAY_BERTHS_URL > db url'],
  ],
  [
    'a prefix in the class that configures it',
    engine,
    'class Settings(BaseSettings):\n    berths_url: str\n    class Config:\n        env_prefix = "pier_"\n',
    ['PIER_BERTHS_URL > db url'],
  ],
  [
    'a prefix on the class line',
    engine,
    'class Settings(BaseSettings, env_prefix="DOCK_"):\n    berths_url: str\n',
    ['DOCK_BERTHS_URL > db url'],
  ],
  [
    'an alias stands instead',
    engine,
    'class Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="QUAY_")\n    berths_url: str = Field(validation_alias="LEDGER")\n',
    ['LEDGER > db url'],
  ],
  [
    'each of several aliases',
    engine,
    'class Settings(BaseSettings):\n    berths_url: str = Field(validation_alias=AliasChoices("LEDGER", "BOOK"))\n',
    ['BOOK > db url', 'LEDGER > db url'],
  ],
  [
    'what a base class declares',
    engine,
    'class Base(BaseSettings):\n    berths_url: str\nclass Settings(Base):\n    model_config = SettingsConfigDict(env_prefix="QUAY_")\n',
    ['QUAY_BERTHS_URL > db url'],
  ],
  [
    'a URL put together from fields',
    engine,
    'class Settings(BaseSettings):\n    host: str\n    word: str\n    @property\n    def berths_url(self):\n        return f"postgresql://harbour:{self.word}@{self.host}:5432/berths"\n',
    ['HOST > db host', 'WORD > db password'],
  ],
  [
    'a URL that a validator puts together',
    engine,
    `from pydantic import PostgresDsn, validator
class Settings(BaseSettings):
    keeper: str
    quay: str
    berths_url: PostgresDsn | None = None
    @validator("berths_url", pre=True)
    def join(cls, v, values):
        return PostgresDsn.build(scheme="postgresql", user=values.get("keeper"), host=values["quay"], path="/berths")
`,
    ['BERTHS_URL > db url', 'KEEPER > db user', 'QUAY > db host'],
  ],
  [
    'a model nested with a delimiter',
    `${serving}engine = create_engine(settings.ledger.url)\n`,
    'class Ledger(BaseModel):\n    url: str\nclass Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="QUAY_", env_nested_delimiter="__")\n    ledger: Ledger\n',
    ['QUAY_LEDGER__URL > db url'],
  ],
])('pydantic: %s', async (_what, code, settings, expected) => {
  expect(await bindingsOf({ 'main.py': code, 'settings.py': `${pydantic}${settings}settings = Settings()\n` })).toEqual(expected);
});

test.each<[string, string, string]>([
  [
    'django-environ, imported from another file',
    'from base import env\nfrom sqlalchemy import create_engine\ncreate_engine(env.str("LEDGER"))\n',
    'import environ\nenv = environ.Env()\n',
  ],
  [
    'environs, through a star import',
    'from base import *\nfrom sqlalchemy import create_engine\ncreate_engine(env("LEDGER"))\n',
    'from environs import Env\nenv = Env()\n',
  ],
  ['decouple', 'from decouple import config\nfrom sqlalchemy import create_engine\ncreate_engine(config("LEDGER"))\n', ''],
  [
    'Starlette',
    'from base import config\nfrom sqlalchemy import create_engine\ncreate_engine(config("LEDGER", cast=str))\n',
    'from starlette.config import Config\nconfig = Config(".env")\n',
  ],
  [
    'a function of the repository',
    'from base import read\nfrom sqlalchemy import create_engine\ncreate_engine(read("LEDGER", "x"))\n',
    'import os\ndef read(name, default):\n    value = os.environ.get(name)\n    if value is None:\n        return default\n    return value.strip()\n',
  ],
  [
    'a dataclass',
    'from base import Book\nfrom sqlalchemy import create_engine\ncreate_engine(Book().url)\n',
    'import os\nfrom dataclasses import dataclass, field\n@dataclass\nclass Book:\n    url: str = field(default_factory=lambda: os.environ["LEDGER"])\n',
  ],
  [
    'options of an INI file that the environment fills',
    'from base import options\nfrom sqlalchemy import create_engine\ncreate_engine(Book.url)\n',
    'import configparser, os\nclass FromOutside(configparser.BasicInterpolation):\n    def before_get(self, parser, section, option, value, defaults):\n        return value or os.getenv(option)\noptions = configparser.ConfigParser(interpolation=FromOutside())\nclass Book:\n    url = options["harbour"]["LEDGER"]\n',
  ],
])('%s', async (_what, code, base) => {
  const files = {
    'main.py': `from fastapi import FastAPI\nfrom base import Book\napp = FastAPI()\n${code}`,
    'base.py': base || 'Book = None\n',
  };
  expect(await bindingsOf(files)).toEqual(['LEDGER > db url']);
});

test('a condition made of a variable is that variable, with the default as it is written', async () => {
  const { services } = await scan(
    memoryTree('harbour', {
      'main.py':
        'import os\nfrom flask import Flask\napp = Flask(__name__)\ndef flag(name, default):\n    return os.getenv(name, default=default) == "yes"\nFOG = flag("FOG_HORN", "yes")\nLIT = "BEACON" in os.environ\n',
    }),
  );
  expect(services[0]?.env.map(({ name, required, default: value }) => [name, required, value])).toEqual([
    ['BEACON', false, null],
    ['FOG_HORN', false, 'yes'],
  ]);
});

test('what a try copes with and what a switch turns on nobody has to set', async () => {
  const { services } = await scan(
    memoryTree('harbour', {
      'main.py': `import os
from flask import Flask
app = Flask(__name__)
PILOT = os.environ["PILOT"]
try:
    TUG = os.environ["TUG"]
except KeyError:
    TUG = "none"
if os.getenv("FERRY"):
    LINE = os.environ["FERRY_LINE"]
`,
    }),
  );
  expect(services[0]?.env.filter(({ required }) => required).map(({ name }) => name)).toEqual(['PILOT']);
});

test('a URL made of a variable scheme and parts that have defaults binds each part to what it carries', async () => {
  expect(
    await bindingsOf({
      'settings.py': `from starlette.config import Config\nconfig = Config(".env")\nQUAY = config("QUAY", default="localhost")\nBERTH = config("BERTH", default=5432)\nSCHEME = config("SCHEME", default="postgresql://")\nREST = f"crew:tide@{QUAY}:{BERTH}/port"\n`,
      'main.py':
        'from fastapi import FastAPI\nfrom sqlalchemy import create_engine\nimport settings\napp = FastAPI()\nengine = create_engine(f"{settings.SCHEME}{settings.REST}")\n',
    }),
  ).toEqual(['BERTH > db port', 'QUAY > db host']);
});

test('the table of a pynamodb model is told in its Meta class', async () => {
  const { services, resources } = await scan(
    memoryTree('harbour', {
      'requirements.txt': 'pynamodb\nfastapi\nuvicorn\n',
      'main.py':
        'import os\nfrom fastapi import FastAPI\nfrom pynamodb.models import Model\napp = FastAPI()\nclass Ship(Model):\n    class Meta:\n        table_name = os.environ["SHIPS"]\n',
    }),
  );
  expect(resources.map(({ type, need }) => `${type} ${need}`)).toEqual(['dynamodb required']);
  expect(services[0]?.env.find(({ name }) => name === 'SHIPS')?.binding).toMatchObject({ property: 'table' });
});
