import type { Property, ResourceType, ServiceKind } from '@groundwork/blueprint';
import { folderOf, within } from '../../repository/paths.ts';
import { commandIn } from '../command.ts';
import {
  declaration,
  declaredResource,
  declaredService,
  declaredVariable,
  stated,
  type DeclarationReader,
  type DeclaredService,
  type DeclaredVariable,
} from '../declaration.ts';
import { portsIn, type Item } from '../item.ts';
import { runtimeNamed } from '../names.ts';
import { readYamlDocument } from '../yaml.ts';

const engines: Readonly<Record<string, ResourceType>> = {
  PG: 'postgres',
  MYSQL: 'mysql',
  REDIS: 'redis',
  VALKEY: 'redis',
  MONGODB: 'mongodb',
  KAFKA: 'kafka',
  OPENSEARCH: 'elasticsearch',
};

/** Bindable variables of a database component: `${db.HOSTNAME}`. */
const bindable: Readonly<Record<string, Property>> = {
  DATABASE_URL: 'url',
  REDIS_URL: 'url',
  HOSTNAME: 'host',
  HOST: 'host',
  PORT: 'port',
  USERNAME: 'user',
  PASSWORD: 'password',
  DATABASE: 'database',
};

const groups: readonly { readonly key: string; readonly kind: ServiceKind }[] = [
  { key: 'services', kind: 'web' },
  { key: 'workers', kind: 'worker' },
  { key: 'jobs', kind: 'job' },
  { key: 'functions', kind: 'function' },
  { key: 'static_sites', kind: 'static' },
];

/** DigitalOcean App Platform: `.do/app.yaml`, `spec.yaml`. */
export const digitalOceanReader: DeclarationReader = {
  format: 'digitalocean',
  matches: (path) => /(^|\/)(\.do\/[\w.-]+|(do-)?(app-?)?spec)\.ya?ml$/.test(path),
  read(path, text) {
    const outer = readYamlDocument(text);
    const root = outer.get('spec').isMap ? outer.get('spec') : outer;
    if (
      !groups.some(({ key }) =>
        root
          .get(key)
          .items.some(
            (each) =>
              each.isMap && !each.any('github', 'gitlab', 'git', 'image', 'source_dir', 'dockerfile_path', 'environment_slug').isNothing,
          ),
      )
    )
      return null;
    const shared = variablesOf(root.get('envs'), path);
    const services = groups.flatMap(({ key, kind }) => root.get(key).items.flatMap((item) => serviceOf(item, kind, shared, path)));
    const resources = root.get('databases').items.flatMap((item) => {
      const name = item.get('name').text;
      const type = engines[item.get('engine').text ?? 'PG'];
      return name && type
        ? [declaredResource(name, type, stated(path, item.line, `database ${name}`), { version: item.get('version').text })]
        : [];
    });
    return declaration(path, 'digitalocean', { services, resources });
  },
};

function serviceOf(item: Item, kind: ServiceKind, shared: readonly DeclaredVariable[], path: string): DeclaredService[] {
  const name = item.get('name').text;
  if (!name) return [];
  const root = /(^|\/)\.do$/.test(folderOf(path)) ? folderOf(folderOf(path)) : folderOf(path);
  const folder = within(root, (item.get('source_dir').text ?? '.').replace(/^\//, '')) ?? root;
  const dockerfile = item.get('dockerfile_path').text;
  const build = item.get('build_command').text;
  return [
    declaredService(name, stated(path, item.line, `component ${name}`), {
      path: folder,
      dockerfile: dockerfile ? within(root, dockerfile) : null,
      kind,
      language: runtimeNamed(item.get('environment_slug').text).language,
      command: commandIn(item.get('run_command')),
      build: build ? [build] : [],
      ports: portsIn(item.get('http_port').text),
      health: item.get('health_check', 'http_path').text,
      schedule: item.get('schedule', 'cron').text,
      variables: [...variablesOf(item.get('envs'), path), ...shared],
    }),
  ];
}

function variablesOf(envs: Item, path: string): DeclaredVariable[] {
  return envs.items.flatMap((item) => {
    const name = item.get('key').text;
    if (!name || item.get('scope').text === 'BUILD_TIME') return [];
    const value = item.get('value').text;
    const bound = /^\$\{([\w-]+)\.(\w+)\}$/.exec(value ?? '');
    const property = bindable[bound?.[2] ?? ''];
    const secret = item.get('type').text === 'SECRET';
    return [
      declaredVariable(name, bound || secret ? null : value, stated(path, item.line, `${name} is set here`), {
        secret: secret ? true : null,
        from: bound?.[1] && property ? { name: bound[1], property } : null,
      }),
    ];
  });
}
