import type { Property, ServiceKind } from '@groundwork/blueprint';
import { baseName, folderOf, within } from '../../repository/paths.ts';
import { commandIn, kindOfCommand, languageOfCommand, portOfCommand, readCommand } from '../command.ts';
import {
  declaration,
  declaredResource,
  declaredService,
  declaredVariable,
  stated,
  type DeclarationReader,
  type DeclaredResource,
  type DeclaredService,
  type DeclaredVariable,
} from '../declaration.ts';
import { portsIn, type Item } from '../item.ts';
import { runtimeNamed } from '../names.ts';
import { resourcesOfServer } from '../servers/server.ts';
import { readYamlDocument } from '../yaml.ts';

/** Properties of `fromDatabase` and `fromService` (https://render.com/docs/blueprint-spec). */
const properties: Readonly<Record<string, Property>> = {
  connectionString: 'url',
  connectionURI: 'url',
  host: 'host',
  hostport: 'host',
  port: 'port',
  user: 'user',
  password: 'password',
  database: 'database',
};

const kinds: Readonly<Record<string, ServiceKind>> = { web: 'web', worker: 'worker', cron: 'cron', pserv: 'web', static: 'static' };

/** render.yaml. */
export const renderReader: DeclarationReader = {
  format: 'render',
  matches: (path) => /^render\.ya?ml$/.test(baseName(path)),
  read(path, text) {
    const root = readYamlDocument(text);
    const environments = root.get('projects').items.flatMap((project) => project.get('environments').items);
    const scopes = [root, ...environments];
    const groups = new Map(
      scopes.flatMap((scope) => scope.get('envVarGroups').items).map((group) => [group.get('name').text, group.get('envVars').items]),
    );
    const resources: DeclaredResource[] = scopes
      .flatMap((scope) => scope.get('databases').items)
      .flatMap((database) => {
        const name = database.get('name').text;
        const values: Partial<Record<Property, string>> = {};
        const [user, own] = [database.get('user').text, database.get('databaseName').text];
        if (user) values.user = user;
        if (own) values.database = own;
        return name
          ? [
              declaredResource(name, 'postgres', stated(path, database.line, `database ${name}`), {
                version: database.get('postgresMajorVersion').text,
                values,
              }),
            ]
          : [];
      });
    const services: DeclaredService[] = [];
    for (const item of scopes.flatMap((scope) => scope.get('services').items)) {
      const name = item.get('name').text;
      const type = item.get('type').text;
      if (!name || !type) continue;
      const evidence = stated(path, item.line, `${type} service ${name}`);
      if (type === 'redis' || type === 'keyvalue') {
        resources.push(declaredResource(name, 'redis', evidence));
        continue;
      }
      const service = serviceOf(name, type, item, groups, path);
      const servers = service.image ? resourcesOfServer({ ...service, image: service.image }) : [];
      if (servers.length) resources.push(...servers);
      else services.push(service);
    }
    return services.length || resources.length ? declaration(path, 'render', { services, resources }) : null;
  },
};

function serviceOf(
  name: string,
  type: string,
  item: Item,
  groups: ReadonlyMap<string | null, readonly Item[]>,
  path: string,
): DeclaredService {
  const runtime = item.any('runtime', 'env').text;
  const root = within(folderOf(path), item.get('rootDir').text ?? '.') ?? '.';
  const command = commandIn(item.any('startCommand', 'dockerCommand'));
  const build = item.get('buildCommand').text;
  const release = item.get('preDeployCommand').text;
  const dockerfile = item.get('dockerfilePath').text;
  const isDocker = runtime === 'docker';
  const named = runtimeNamed(runtime);
  const isStatic = runtime === 'static' || type === 'static';
  return declaredService(name, stated(path, item.line, `${type} service ${name}`), {
    path: isDocker ? (within(folderOf(path), item.get('dockerContext').text ?? item.get('rootDir').text ?? '.') ?? root) : root,
    dockerfile: isDocker ? within(root, dockerfile ?? 'Dockerfile') : null,
    image: item.get('image', 'url').text,
    kind: isStatic ? 'static' : type === 'pserv' && command ? (kindOfCommand(command) ?? 'web') : (kinds[type] ?? null),
    language: isStatic || isDocker ? null : (named.language ?? (command ? languageOfCommand(command) : null)),
    command,
    build: build && !isStatic ? buildSteps(build) : [],
    release: release ? [release] : [],
    ports: portsIn(command ? portOfCommand(command) : null),
    health: item.get('healthCheckPath').text,
    schedule: item.get('schedule').text,
    variables: item.get('envVars').items.flatMap((each) => variablesOf(each, groups, path)),
    volumes: [item.get('disk', 'mountPath').text ?? []].flat(),
  });
}

/** The build without what the language installs anyway is known only to the language: kept whole. */
const buildSteps = (text: string): string[] => (readCommand(text).start === null && !/\.sh\b/.test(text) ? [] : [text.trim()]);

function variablesOf(item: Item, groups: ReadonlyMap<string | null, readonly Item[]>, path: string): DeclaredVariable[] {
  const group = item.get('fromGroup').text;
  if (group) return (groups.get(group) ?? []).flatMap((each) => variablesOf(each, new Map(), path));
  const name = item.get('key').text;
  if (!name) return [];
  const source = item.any('fromDatabase', 'fromService');
  const from = source.get('name').text;
  const property = properties[source.get('property').text ?? ''];
  const other = source.get('envVarKey').text;
  return [
    declaredVariable(name, item.get('value').text, stated(path, item.line, from ? `${name} from ${from}` : `${name} is set here`), {
      generated: item.get('generateValue').flag === true,
      secret: item.get('generateValue').flag === true || item.get('sync').flag === false ? true : null,
      from: from && property ? { name: from, property } : from && other ? { name: from, property: 'url' } : null,
    }),
  ];
}
