import { expect, test } from 'vitest';
import { scan } from '../../../scan.ts';
import { memoryTree } from '../../../tree/memory.ts';

/** Services of a bakery with these files, as `kind framework port: start`. */
async function servicesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { services } = await scan(memoryTree('bakery', files));
  return services.map(({ kind, framework, port, start }) => `${kind} ${framework ?? '-'} ${port ?? '-'}: ${start ?? '-'}`);
}

const script = (body: string): string => `import os, time\n${body}\nif __name__ == "__main__":\n    main()\n`;

test.each<[string, Readonly<Record<string, string>>, string[]]>([
  [
    'a factory of Flask',
    {
      'requirements.txt': 'flask\ngunicorn\n',
      'shop/__init__.py': 'from flask import Flask\ndef create_app(config=None):\n    app = Flask(__name__)\n    return app\n',
    },
    ["web Flask 8000: gunicorn 'shop:create_app()' --bind 0.0.0.0:$PORT"],
  ],
  [
    'a factory that a file for the server calls',
    {
      'requirements.txt': 'flask\ngunicorn\n',
      'shop/__init__.py': 'from flask import Flask\ndef create_app():\n    app = Flask(__name__)\n    return app\n',
      'wsgi.py': 'from shop import create_app\napp = create_app()\n',
    },
    ["web Flask 8000: gunicorn 'wsgi:app' --bind 0.0.0.0:$PORT"],
  ],
  [
    'a class that extends the framework',
    { 'requirements.txt': 'flask\n', 'shop.py': 'from flask import Flask\nclass Shop(Flask):\n    pass\napp = Shop(__name__)\n' },
    ['web Flask 5000: flask --app shop:app run --host 0.0.0.0 --port $PORT'],
  ],
  [
    'a release whose program has no option for the application',
    { 'requirements.txt': 'Flask==2.0.1\n', 'shop.py': 'from flask import Flask\napp = Flask(__name__)\n' },
    ['web Flask 5000: FLASK_APP=shop:app flask run --host 0.0.0.0 --port $PORT'],
  ],
  [
    'the port that the code says',
    {
      'requirements.txt': 'fastapi\nuvicorn\n',
      'main.py':
        'import uvicorn\nfrom fastapi import FastAPI\napp = FastAPI()\nif __name__ == "__main__":\n    uvicorn.run("main:app", port=8123)\n',
    },
    ['web FastAPI 8123: uvicorn main:app --host 0.0.0.0 --port $PORT'],
  ],
  [
    'a package under a folder of sources',
    {
      'requirements.txt': 'fastapi\nuvicorn\n',
      'src/shop/__init__.py': '',
      'src/shop/ovens.py': 'HOT = True\n',
      'src/shop/main.py': 'from fastapi import FastAPI\nfrom shop.ovens import HOT\napp = FastAPI()\n',
    },
    ['web FastAPI 8000: PYTHONPATH=src uvicorn shop.main:app --host 0.0.0.0 --port $PORT'],
  ],
  [
    'a program whose neighbours it imports',
    {
      'requirements.txt': 'fastapi\nuvicorn\n',
      'server/ovens.py': 'HOT = True\n',
      'server/main.py': 'from fastapi import FastAPI\nfrom ovens import HOT\napp = FastAPI()\n',
    },
    ['web FastAPI 8000: cd server && uvicorn main:app --host 0.0.0.0 --port $PORT'],
  ],
  [
    'gRPC',
    {
      'requirements.txt': 'grpcio\n',
      'oven.py':
        'import grpc\nfrom concurrent import futures\ndef main():\n    server = grpc.server(futures.ThreadPoolExecutor())\n    server.add_insecure_port("[::]:7070")\n    server.start()\nif __name__ == "__main__":\n    main()\n',
    },
    ['web gRPC 7070: python oven.py'],
  ],
  [
    'two programs in folders of their own',
    {
      'requirements.txt': 'fastapi\nuvicorn\n',
      'counter/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      'oven/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
    },
    [
      'web FastAPI 8000: uvicorn counter.main:app --host 0.0.0.0 --port $PORT',
      'web FastAPI 8000: uvicorn oven.main:app --host 0.0.0.0 --port $PORT',
    ],
  ],
  [
    'an application that another mounts is no program',
    {
      'requirements.txt': 'fastapi\nuvicorn\n',
      'shop/main.py': 'from fastapi import FastAPI\nfrom till.main import app as till\napp = FastAPI()\napp.mount("/till", till)\n',
      'till/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
    },
    ['web FastAPI 8000: uvicorn shop.main:app --host 0.0.0.0 --port $PORT'],
  ],
  [
    'Celery beside FastAPI',
    {
      'requirements.txt': 'fastapi\nuvicorn\ncelery\n',
      'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      'kneading.py':
        'from celery import Celery\ncelery = Celery("kneading", broker="redis://localhost")\n@celery.task\ndef knead():\n    pass\n',
    },
    ['web FastAPI 8000: uvicorn main:app --host 0.0.0.0 --port $PORT', 'worker Celery -: celery -A kneading worker --loglevel=info'],
  ],
  [
    'arq',
    {
      'requirements.txt': 'arq\n',
      'kneading.py': 'from arq.connections import RedisSettings\nclass WorkerSettings:\n    redis_settings = RedisSettings(host="oven")\n',
    },
    ['worker arq -: arq kneading.WorkerSettings'],
  ],
  [
    'a loop that the program runs',
    { 'requirements.txt': 'redis\n', 'oven.py': script('def bake():\n    while True:\n        time.sleep(1)\ndef main():\n    bake()') },
    ['worker - -: python oven.py'],
  ],
  [
    'a loop until something comes up',
    {
      'requirements.txt': 'redis\n',
      'oven.py': script('def main():\n    while True:\n        if warm():\n            return\n        time.sleep(1)'),
    },
    [],
  ],
  [
    'a loop that nothing runs',
    {
      'requirements.txt': 'redis\n',
      'oven.py': script('def bake():\n    while True:\n        time.sleep(1)\ndef main():\n    print("cold")'),
    },
    [],
  ],
  [
    'a loop deep in a package that nothing starts',
    {
      'requirements.txt': 'redis\n',
      'bakery/__init__.py': '',
      'bakery/mills/__init__.py': '',
      'bakery/mills/stone.py': script('def main():\n    while True:\n        time.sleep(1)'),
    },
    [],
  ],
  [
    'a loop deep in a package that the instructions start',
    {
      'README.md': 'Run `python -m bakery.mills.stone`.\n',
      'requirements.txt': 'redis\n',
      'bakery/__init__.py': '',
      'bakery/mills/__init__.py': '',
      'bakery/mills/stone.py': script('def main():\n    while True:\n        time.sleep(1)'),
    },
    ['worker - -: python bakery/mills/stone.py'],
  ],
  [
    'the file that Flask is told to take',
    {
      'requirements.txt': 'flask\n',
      '.flaskenv': 'FLASK_APP=loaves.py\n',
      'shop/__init__.py': 'from flask import Flask\ndef create_app():\n    return Flask(__name__)\n',
      'apart.py': 'from shop import create_app\napp = create_app()\n',
      'loaves.py': 'from shop import create_app\napp = create_app()\n',
    },
    ['web Flask 5000: flask --app loaves:app run --host 0.0.0.0 --port $PORT'],
  ],
  [
    'an application that a file called setup.py puts together',
    {
      'requirements.txt': 'fastapi\nuvicorn\n',
      'shop/setup.py': 'from fastapi import FastAPI\ndef create(name):\n    return FastAPI(title=name)\n',
      'shop/main.py': 'from shop.setup import create\napp = create("bakery")\n',
    },
    ['web FastAPI 8000: uvicorn shop.main:app --host 0.0.0.0 --port $PORT'],
  ],
  [
    'a loop in a file that another imports',
    {
      'requirements.txt': 'fastapi\nuvicorn\n',
      'main.py': 'from fastapi import FastAPI\nfrom oven import bake\napp = FastAPI()\n',
      'oven.py': script('def bake():\n    while True:\n        time.sleep(1)\ndef main():\n    bake()'),
    },
    ['web FastAPI 8000: uvicorn main:app --host 0.0.0.0 --port $PORT'],
  ],
])('%s', async (_what, files, expected) => {
  expect(await servicesOf(files)).toEqual(expected);
});

test('functions of a cloud, from a package without a manifest', async () => {
  const handler = 'import os, boto3\ntable = boto3.resource("dynamodb").Table(os.environ["LOAVES"])\n';
  const { services, resources } = await scan(
    memoryTree('bakery', {
      'loaves/__init__.py': '',
      'loaves/bake.py': `${handler}def bake(event, context):\n    return {"statusCode": 200, "body": event["body"]}\n`,
      'loaves/sell.py': `${handler}def sell(event, context):\n    return {"statusCode": 200, "body": event["path"]}\n`,
    }),
  );
  expect(services.map(({ kind, path }) => [kind, path])).toEqual([['function', '.']]);
  expect(resources.map(({ type, need }) => [type, need])).toEqual([['dynamodb', 'required']]);
  expect(services[0]?.env.find(({ name }) => name === 'LOAVES')?.binding).toMatchObject({ property: 'table' });
});

test.each<[string, string, string]>([
  ['main.py', 'def bake(request):\n    return request.method\n', 'function'],
  ['oven.py', 'import functions_framework\n@functions_framework.http\ndef bake(request):\n    return "hot"\n', 'function'],
  ['oven.py', 'def bake(request):\n    return request.method\n', ''],
])("Google's functions: %s", async (path, code, expected) => {
  const { services } = await scan(memoryTree('bakery', { 'requirements.txt': 'requests\n', [path]: code }));
  expect(services.map(({ kind }) => kind).join()).toBe(expected);
});

test('variables that only a start script reads', async () => {
  const { services } = await scan(
    memoryTree('bakery', {
      'requirements.txt': 'flask\ngunicorn\n',
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
      'docker-entrypoint.sh':
        '#!/bin/sh\nOVENS=${OVENS:-2}\nSHELF=top\nexec gunicorn app:app --workers "$OVENS" --name "$SHELF" --log-level "$CHATTER"\n',
    }),
  );
  expect(services[0]?.env.map(({ name, default: value }) => [name, value])).toEqual([
    ['CHATTER', null],
    ['OVENS', '2'],
  ]);
});
