import { expect, test } from 'vitest';
import { memoryTree, scan } from '../../index.ts';

const common = {
  'go.mod': 'module example.com/harbour\n\ngo 1.23\n\nrequire github.com/redis/go-redis/v9 v9.7.0\n',
  'main.go':
    'package main\n\nimport (\n\t"net/http"\n\n\t"example.com/harbour/pier"\n)\n\nfunc main() {\n\tpier.Open()\n\thttp.ListenAndServe(":8080", nil)\n}\n',
  'lamps/lamps.go':
    'package lamps\n\nimport "github.com/redis/go-redis/v9"\n\nfunc Light(told Told) *redis.Client {\n\treturn redis.NewClient(&redis.Options{Addr: told.Where})\n}\n',
  'lamps/told.go': 'package lamps\n\ntype Told struct {\n\tWhere string\n}\n',
  'names/names.go': 'package names\n\nimport "os"\n\nfunc Lamp() string { return os.Getenv("LAMP_ADDR") }\n',
};

/** What lies between a variable and a client may stand in files that name neither. */
test.each([
  [
    'a literal',
    {
      'pier/pier.go':
        'package pier\n\nimport (\n\t"example.com/harbour/lamps"\n\t"example.com/harbour/names"\n)\n\nfunc Open() { lamps.Light(lamps.Told{Where: names.Lamp()}) }\n',
    },
  ],
  [
    'an assignment',
    {
      'pier/pier.go':
        'package pier\n\nimport (\n\tl "example.com/harbour/lamps"\n\t"example.com/harbour/names"\n)\n\nfunc Open() {\n\tvar told l.Told\n\ttold.Where = names.Lamp()\n\tl.Light(told)\n}\n',
    },
  ],
  [
    'a constant of another file of the package',
    {
      'pier/pier.go': 'package pier\n\nimport "example.com/harbour/lamps"\n\nfunc Open() { lamps.Light(lamps.Told{Where: where}) }\n',
      'pier/where.go': 'package pier\n\nimport "example.com/harbour/names"\n\nvar (\n\tdeep = true\n\twhere = names.Lamp()\n)\n',
    },
  ],
])('a client is told through %s', async (_what, files) => {
  const { services } = await scan(memoryTree('harbour', { ...common, ...files }));
  expect(services.flatMap(({ env }) => env)).toContainEqual(
    expect.objectContaining({ name: 'LAMP_ADDR', binding: expect.objectContaining({ resource: 'redis' }) }),
  );
});
