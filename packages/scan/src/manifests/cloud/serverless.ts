import type { Property, ResourceType, ServiceKind } from '@groundwork/blueprint';
import { baseName, folderOf, within } from '../../repository/paths.ts';
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
import { nothing, type Item } from '../item.ts';
import { runtimeNamed } from '../names.ts';
import { readJson } from '../json.ts';
import { readYamlDocument } from '../yaml.ts';
import { carriedBy, cronOfSchedule, namedIn, referenceIn, templateResources, textOf, type TemplateResource } from './references.ts';

/** serverless-lift's constructs (https://github.com/getlift/lift/tree/master/docs) and what their outputs carry. */
const constructs: Readonly<Record<string, { readonly type: ResourceType; readonly outputs: Readonly<Record<string, Property>> }>> = {
  queue: { type: 'sqs', outputs: { queueUrl: 'url', queueArn: 'queue' } },
  storage: { type: 'object_storage', outputs: { bucketName: 'bucket' } },
  'database/dynamodb-single-table': { type: 'dynamodb', outputs: { tableName: 'table' } },
};

const eventKinds: Readonly<Record<string, ServiceKind>> = {
  schedule: 'cron',
  sqs: 'worker',
  stream: 'worker',
  kafka: 'worker',
  msk: 'worker',
  rabbitmq: 'worker',
  sns: 'worker',
  s3: 'worker',
  eventBridge: 'worker',
  activemq: 'worker',
};

/** The Serverless Framework: functions with handlers and events, the resources beside them. */
export const serverlessReader: DeclarationReader = {
  format: 'serverless',
  matches: (path) => /^serverless([.-][\w-]+)?\.(ya?ml|json)$/.test(baseName(path)) && !/\.template\./.test(path),
  read(path, text) {
    const root = path.endsWith('.json') ? readJson(text) : readYamlDocument(text);
    const provider = root.get('provider');
    if (provider.isNothing && root.get('functions').isNothing) return null;
    const resolve = (value: string): string => resolved(value, root);
    const templates = [root.get('resources'), ...root.get('resources').items].flatMap((each) =>
      templateResources(each.get('Resources'), path, resolve),
    );
    const built = root.get('constructs').entries.flatMap(([name, item]): DeclaredResource[] => {
      const known = constructs[item.get('type').text ?? ''];
      return known ? [declaredResource(name, known.type, stated(path, item.line, `construct ${name}`))] : [];
    });
    const context: Context = { path, root, resolve, templates };
    const shared = variablesOf(provider.get('environment'), context);
    const functions = [...root.get('functions').entries, ...root.get('functions').items.flatMap((each) => each.entries)].flatMap(
      ([name, item]) => functionOf(name, item, null, shared, context),
    );
    const workers = root
      .get('constructs')
      .entries.flatMap(([name, item]) =>
        item.get('type').text === 'queue' && item.get('worker').isMap
          ? functionOf(name, item.get('worker'), 'worker', shared, context)
          : [],
      );
    const resources = [...templates.map(({ declared }) => declared), ...built];
    return declaration(path, 'serverless', {
      services: [...functions, ...workers],
      resources,
      variables: functions.length + workers.length ? [] : shared,
    });
  },
};

interface Context {
  readonly path: string;
  readonly root: Item;
  readonly resolve: (value: string) => string;
  readonly templates: readonly TemplateResource[];
}

function functionOf(
  name: string,
  item: Item,
  kind: ServiceKind | null,
  shared: readonly DeclaredVariable[],
  context: Context,
): DeclaredService[] {
  const handler = item.get('handler').text ?? '';
  const image = item.get('image');
  if (handler === '' && image.isNothing) return [];
  const events = item
    .get('events')
    .items.flatMap((event) => (event.isMap ? event.entries : event.text ? [[event.text, nothing(event.line)] as const] : []));
  const [first] = events;
  const found = events.map(([type]) => eventKinds[type]).find((each) => each !== undefined);
  const schedule = events.find(([type]) => type === 'schedule')?.[1];
  const rate = schedule ? (schedule.text ?? schedule.any('rate').listed[0]?.text ?? null) : null;
  const folder = folderOf(context.path);
  const runtime = runtimeNamed(item.get('runtime').text ?? context.root.get('provider', 'runtime').text);
  const own = variablesOf(item.get('environment'), context);
  return [
    declaredService(name, stated(context.path, item.line, first ? `function ${name} on ${first[0]}` : `function ${name}`), {
      path: folder,
      entries: handler ? [within(folder, handler.replace(/\.[^./]+$/, '')) ?? []].flat() : [],
      kind: kind ?? found ?? 'function',
      language: runtime.language,
      runtime: runtime.runtime,
      schedule: rate === null ? null : cronOfSchedule(rate),
      variables: [...own, ...shared.filter((each) => !own.some((other) => other.name === each.name))],
    }),
  ];
}

function variablesOf(environment: Item, context: Context): DeclaredVariable[] {
  return environment.entries.map(([name, item]) => {
    const evidence = stated(context.path, item.line, `${name} is set here`);
    const reference = referenceIn(item);
    const carried = reference ? carriedBy(reference, context.templates) : null;
    if (carried) return declaredVariable(name, null, evidence, { from: carried });
    const written = textOf(item);
    const construct = /^\$\{construct:([\w-]+)\.(\w+)\}$/.exec(written ?? '');
    const property = construct
      ? constructs[context.root.get('constructs', construct[1] ?? '', 'type').text ?? '']?.outputs[construct[2] ?? '']
      : undefined;
    if (construct?.[1] && property) return declaredVariable(name, null, evidence, { from: { name: construct[1], property } });
    if (written === null) return declaredVariable(name, null, evidence);
    const text = context.resolve(written);
    const from = namedIn(text, context.templates);
    const secret = /\$\{(ssm|aws:secretsmanager|secretsmanager)/.test(written) ? true : null;
    return declaredVariable(name, text.includes('${') ? null : text, evidence, { from, secret });
  });
}

/** `${self:custom.table}` and the like, filled in from the file itself; the platform's stay as they are. */
function resolved(text: string, root: Item, depth = 0): string {
  if (depth > 8 || !text.includes('${self:')) return text;
  return resolved(
    text.replace(/\$\{self:([\w.-]+)(?:\s*,\s*([^{}]*))?\}/g, (whole, keys: string, otherwise?: string) => {
      const item = root.get(...keys.split('.'));
      const found = item.text ?? (keys === 'service' ? item.get('name').text : null) ?? (keys === 'provider.stage' ? 'dev' : null);
      return found ?? otherwise?.replace(/^['"]|['"]$/g, '') ?? whole.replace('self:', 'unknown:');
    }),
    root,
    depth + 1,
  );
}
