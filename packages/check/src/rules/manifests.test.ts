import { expect, test } from 'vitest';
import { fixedBy, placesOf } from '../testing.fixture.ts';

const shop = (code: string, environment: string): Record<string, string> => ({
  'requirements.txt': 'flask\nsqlalchemy\npsycopg2-binary\n',
  'shop.py': `import os\nfrom flask import Flask\nfrom sqlalchemy import create_engine\napp = Flask(__name__)\n${code}\n`,
  'compose.yaml': `services:\n  shop:\n    build: .\n    environment:\n${environment}  db:\n    image: postgres:17\n`,
  Dockerfile: 'FROM python:3.12\nCOPY . .\nCMD ["flask", "--app", "shop", "run", "--host", "0.0.0.0"]\n',
});

test('a variable under another name than it is read', async () => {
  const files = shop('orders = create_engine(os.environ["DATABASE_URL"])', '      DATABASE_URI: postgresql://db/orders\n');
  expect(await placesOf('misnamed-variable', files)).toEqual(['compose.yaml:5:7 DATABASE_URI']);
  const fixed = await fixedBy('misnamed-variable', files);
  expect(fixed['compose.yaml']).toContain('      DATABASE_URL: postgresql://db/orders\n');
  expect(await placesOf('misnamed-variable', fixed)).toEqual([]);
});

test.each([
  ['the same name', 'orders = create_engine(os.environ["DATABASE_URL"])', '      DATABASE_URL: postgresql://db/orders\n'],
  ['a name that is nothing like it', 'orders = create_engine(os.environ["DATABASE_URL"])', '      FLOUR_MILL: rye\n'],
  [
    'both names set',
    'orders = create_engine(os.environ["DATABASE_URL"])',
    '      DATABASE_URL: postgresql://db/orders\n      DATABASE_URI: postgresql://db/orders\n',
  ],
  ['numbers that tell names apart', 'first = os.environ["OVEN_1_HEAT"]', '      OVEN_2_HEAT: "200"\n      OVEN_1_HEAT: "200"\n'],
])('no misnamed variable: %s', async (_what, code, environment) => {
  expect(await placesOf('misnamed-variable', shop(code, environment))).toEqual([]);
});

test('a scheme that the library does not know', async () => {
  const files = shop('orders = create_engine(os.environ["DATABASE_URL"])', '      DATABASE_URL: postgres://db/orders\n');
  expect(await placesOf('unfit-value', files)).toEqual(['compose.yaml:5:7 DATABASE_URL']);
  const fixed = await fixedBy('unfit-value', files);
  expect(fixed['compose.yaml']).toContain('DATABASE_URL: postgresql');
  expect(await placesOf('unfit-value', fixed)).toEqual([]);
});

const model =
  'from django.db import models\n\nclass Loaf(models.Model):\n    name = models.CharField(max_length=40)\n    grams = models.IntegerField()\n';
const django = (models: string, migration: string): Record<string, string> => ({
  'requirements.txt': 'django\n',
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "bakery.settings")\n',
  'bakery/settings.py': 'INSTALLED_APPS = ["loaves"]\n',
  'loaves/apps.py': 'from django.apps import AppConfig\n',
  'loaves/models.py': models,
  'loaves/migrations/__init__.py': '',
  'loaves/migrations/0001_initial.py': `from django.db import migrations, models\n\nclass Migration(migrations.Migration):\n    operations = [\n        migrations.CreateModel(\n            name="Loaf",\n            fields=[("id", models.AutoField(primary_key=True)), ("name", models.CharField(max_length=40))],\n        ),\n${migration}    ]\n`,
});

test('a field that no migration makes', async () => {
  expect(await placesOf('missing-migration', django(model, ''))).toEqual(['loaves/models.py:5:5 grams']);
  expect(
    await placesOf(
      'missing-migration',
      django(model, '        migrations.AddField(model_name="loaf", name="grams", field=models.IntegerField(default=0)),\n'),
    ),
  ).toEqual([]);
});

test('a model that no migration makes; none where it is abstract', async () => {
  const withOven = `${model.replace('    grams = models.IntegerField()\n', '')}\nclass Oven(models.Model):\n    heat = models.IntegerField()\n`;
  expect(await placesOf('missing-migration', django(withOven, ''))).toEqual(['loaves/models.py:6:7 Oven']);
  expect(await placesOf('missing-migration', django(`${withOven}    class Meta:\n        abstract = True\n`, ''))).toEqual([]);
});

test('a column of a Prisma schema that no migration makes', async () => {
  const files = {
    'package.json': '{ "name": "bakery", "dependencies": { "@prisma/client": "6", "express": "4" } }',
    'prisma/schema.prisma':
      'datasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\nmodel Loaf {\n  id    Int    @id\n  grams Int\n  crust String @map("crust_kind")\n}\n',
    'prisma/migrations/1_init/migration.sql': 'CREATE TABLE "Loaf" ("id" INTEGER NOT NULL, "crust_kind" TEXT NOT NULL);\n',
  };
  expect(await placesOf('missing-migration', files)).toEqual(['prisma/schema.prisma:7:3 grams']);
});

const slim = (packages: string): Record<string, string> => ({
  'requirements.txt': 'flask\npytesseract\n',
  'shop.py':
    'import subprocess\nimport pytesseract\nfrom flask import Flask\napp = Flask(__name__)\n\n@app.post("/song")\ndef song():\n    subprocess.run(["ffmpeg", "-i", "in.wav", "out.mp3"])\n    return pytesseract.image_to_string("menu.png")\n',
  Dockerfile: `FROM python:3.12-slim\n${packages}COPY . .\nRUN pip install -r requirements.txt\nCMD ["flask", "--app", "shop", "run", "--host", "0.0.0.0"]\n`,
});

test('a program and a library that the image lacks', async () => {
  expect(await placesOf('missing-system-package', slim(''))).toEqual(['Dockerfile:1:1 FROM python:3.12-slim', 'shop.py:8:21 "ffmpeg"']);
  expect(await placesOf('missing-system-package', slim('RUN apt-get update && apt-get install -y ffmpeg tesseract-ocr\n'))).toEqual([]);
});
