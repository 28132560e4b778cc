import { expect, test } from 'vitest';
import { declarationReaders } from './index.ts';
import { harbour, office, services } from './testing/harbour.ts';

/** One path that each format reads. */
const paths: Readonly<Record<string, string>> = {
  render: 'render.yaml',
  procfile: 'Procfile',
  railway: 'railway.json',
  'app-engine': 'app.yaml',
  digitalocean: '.do/app.yaml',
  fly: 'fly.toml',
  heroku: 'heroku.yml',
  'app-json': 'app.json',
  serverless: 'serverless.yml',
  cloudformation: 'template.yaml',
  vercel: 'vercel.json',
  netlify: 'netlify.toml',
  azd: 'azure.yaml',
  cog: 'cog.yaml',
  truss: 'config.yaml',
  bento: 'bentofile.yaml',
  mlproject: 'MLproject',
  dvc: 'dvc.yaml',
  compose: 'compose.yaml',
  helm: 'Chart.yaml',
  kubernetes: 'k8s/app.yaml',
  dockerfile: 'Dockerfile',
  systemd: 'harbour.service',
  supervisord: 'supervisord.conf',
  bicep: 'main.bicep',
  arm: 'azuredeploy.json',
  terraform: 'main.tf',
  devcontainer: '.devcontainer/devcontainer.json',
  'tool-versions': '.tool-versions',
  dotenv: '.env.example',
  'github-actions': '.github/workflows/ci.yml',
  script: 'docker-entrypoint.sh',
  readme: 'README.md',
};

test('every format has a path it reads', () => {
  for (const { format, matches } of declarationReaders) expect([format, matches(paths[format] ?? '')]).toEqual([format, true]);
});

const bomb = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...'bcdefghij'.split('').map((key, at) => `${key}: &${key} [${`*${'abcdefghij'[at] ?? ''},`.repeat(9)}]`),
].join('\n');

/** Words that let a file through to its parser, whatever the format. */
const words =
  'apiVersion: v1\nkind: Deployment\nruntime: python\nmodel_name: x\nAWSTemplateFormatVersion: x\n  services:\n[Service]\nresource "x" "y" {\n"deploymentTemplate.json"\n';

const hostile: readonly [name: string, text: string][] = [
  ['nothing', ''],
  ['broken YAML', `${words}services: [unclosed\n  - {`],
  ['broken JSON', '{"services": {"a": '],
  ['a list', '[1, 2, 3]'],
  ['a number', '42'],
  ['an alias bomb', `${bomb}\nservices: *j\nenv: *j\nfunctions: *j\nstages: *j`],
  [
    'circular merges',
    'services: &s\n  a: &a { <<: *a, image: redis, environment: *s }\n  b: { <<: [*a, *s], depends_on: *s }\nkind: Deployment\n',
  ],
  ['circular aliases', 'services: &s\n  booking: { build: &b { context: *s, args: *b }, environment: [*s], command: *s, ports: *b }\n'],
  ['a huge value', `services:\n  a:\n    image: ${'x'.repeat(1_000_000)}\n    command: ${'&& y '.repeat(20_000)}\n`],
  ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ['deep braces', `${'a {\n'.repeat(50_000)}${'}\n'.repeat(50_000)}`],
  ['deep JSON', `{"a":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_001)}`],
  ['many lines', 'A=1\n'.repeat(200_000)],
  ['control characters', 'services:\n  "a\\u0000\\u0001": { image: "\\u0002", environment: { "$(rm -rf /)": "\\u0003" } }\n'],
  ['an unclosed quote', `NAME="${'never closed\n'.repeat(5_000)}`],
  [
    'wildcards of a Dockerfile',
    `FROM a AS a\nFROM b AS b\nFROM a\nFROM\nCOPY --from=a\nENV\nARG =\nENV =x\nEXPOSE x\nCMD [\nENTRYPOINT ["a",\n${'RUN \\\n'.repeat(1000)}`,
  ],
];

test.each(hostile)('%s is a note at most, in every format', async (_name, text) => {
  for (const [format, path] of Object.entries(paths)) {
    const started = performance.now();
    const blueprint = await harbour({ ...office, [path]: text });
    expect([format, blueprint.services.some(({ framework }) => framework === 'FastAPI')]).toEqual([format, true]);
    expect([format, performance.now() - started < 5000]).toEqual([format, true]);
  }
});

/** Every key any reader asks for, each with a value of the wrong type. */
const keys =
  'services databases envVars envVarGroups projects deploy build env processes http_service checks mounts vm addons formation buildpacks setup run release provider functions constructs resources Resources Globals requiredEnv predict train model_metadata environment_variables service docker envs entry_points stages dependencies metadata spec image features containerEnv forwardPorts tools jobs name type kind image command ports environment depends_on'.split(
    ' ',
  );

test.each([
  ['null', null],
  ['a number', 7],
  ['a text', 'x'],
  ['a list of nothing', [null]],
  ['a list of lists', [[['x']]]],
  ['a map of nothing', { a: null }],
  ['a map of lists', { a: [1, { b: [null] }] }],
  [
    'a map of maps',
    { a: { name: {}, image: [], command: {}, environment: 3, build: [], events: 'x', deploy: [], spec: null, env: {}, ports: {} } },
  ],
])('wrong types at every place: %s', async (_name, value) => {
  const written = JSON.stringify(
    Object.fromEntries([
      ...keys.map((key) => [key, value]),
      ['apiVersion', 'v1'],
      ['kind', 'Deployment'],
      ['runtime', 'python'],
      ['model_name', 'x'],
    ]),
  );
  for (const [format, path] of Object.entries(paths)) {
    const blueprint = await harbour({ ...office, [path]: `${written}\n` });
    expect([
      format,
      services(blueprint).length > 0,
      blueprint.notes.filter(({ why }) => /undefined|is not a function|Cannot read/.test(why)),
    ]).toEqual([format, true, []]);
  }
});
