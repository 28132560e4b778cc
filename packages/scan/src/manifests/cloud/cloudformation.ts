import type { ServiceKind } from '@groundwork/blueprint';
import { baseName, folderOf, within } from '../../repository/paths.ts';
import {
  declaration,
  declaredService,
  declaredVariable,
  stated,
  type DeclarationReader,
  type DeclaredService,
  type DeclaredVariable,
} from '../declaration.ts';
import type { Item } from '../item.ts';
import { readJson } from '../json.ts';
import { runtimeNamed } from '../names.ts';
import { readYamlDocument } from '../yaml.ts';
import { carriedBy, cronOfSchedule, namedIn, referenceIn, templateResources, textOf, type TemplateResource } from './references.ts';

const eventKinds: Readonly<Record<string, ServiceKind>> = {
  Schedule: 'cron',
  ScheduleV2: 'cron',
  SQS: 'worker',
  Kinesis: 'worker',
  DynamoDB: 'worker',
  MSK: 'worker',
  SNS: 'worker',
  S3: 'worker',
  EventBridgeRule: 'worker',
  CloudWatchEvent: 'worker',
};

/** CloudFormation and SAM templates: functions, and the resources services are told about. */
export const cloudFormationReader: DeclarationReader = {
  format: 'cloudformation',
  matches: (path) =>
    /\.(ya?ml|json|template)$/.test(path) &&
    /(^|[/.\-_])(template|sam|cloudformation|cfn|stack|infra|aws)/i.test(path) &&
    !/package|tsconfig/.test(baseName(path)),
  read(path, text) {
    if (!/AWSTemplateFormatVersion|AWS::Serverless/.test(text)) return null;
    const root = path.endsWith('.json') || /^\s*\{/.test(text) ? readJson(text) : readYamlDocument(text);
    const all = root.get('Resources');
    const templates = templateResources(all, path, (value) => value);
    const globals = root.get('Globals', 'Function');
    const services = all.entries.flatMap(([logical, item]) =>
      /^AWS::(Serverless|Lambda)::Function$/.test(item.get('Type').text ?? '')
        ? functionOf(logical, item.get('Properties'), globals, templates, path)
        : [],
    );
    const resources = templates.map(({ declared }) => declared);
    return services.length || resources.length ? declaration(path, 'cloudformation', { services, resources }) : null;
  },
};

function functionOf(logical: string, item: Item, globals: Item, templates: readonly TemplateResource[], path: string): DeclaredService[] {
  const code = item.get('CodeUri').text ?? globals.get('CodeUri').text ?? '.';
  const handler = item.get('Handler').text ?? globals.get('Handler').text ?? '';
  const folder = within(folderOf(path), code.replace(/^s3:.*/, '.'));
  if (folder === null || item.get('InlineCode').text !== null || item.get('Code', 'ZipFile').text !== null) return [];
  const events = item.get('Events').entries.map(([, event]) => event);
  const kind = events.map((event) => eventKinds[event.get('Type').text ?? '']).find((each) => each !== undefined);
  const schedule = events
    .map((event) => event.get('Properties', 'Schedule').text ?? event.get('Properties', 'ScheduleExpression').text)
    .find((each) => each !== null);
  const runtime = runtimeNamed(item.get('Runtime').text ?? globals.get('Runtime').text);
  const docker = item.get('PackageType').text === 'Image';
  return [
    declaredService(logical, stated(path, item.line, `function ${logical}`), {
      path: folder,
      entries: handler ? [within(folder, handler.replace(/\.[^./]+$/, '').replace(/::.*$/, '')) ?? []].flat() : [],
      kind: kind ?? 'function',
      language: docker ? null : runtime.language,
      runtime: runtime.runtime,
      schedule: schedule ? cronOfSchedule(schedule) : null,
      variables: [
        ...variablesOf(item.get('Environment', 'Variables'), templates, path),
        ...variablesOf(globals.get('Environment', 'Variables'), templates, path),
      ],
    }),
  ];
}

function variablesOf(variables: Item, templates: readonly TemplateResource[], path: string): DeclaredVariable[] {
  return variables.entries.map(([name, item]) => {
    const reference = referenceIn(item);
    const text = reference ? null : textOf(item);
    const from = (reference ? carriedBy(reference, templates) : null) ?? (text ? namedIn(text, templates) : null);
    return declaredVariable(name, text?.includes('${') ? null : text, stated(path, item.line, `${name} is set here`), { from });
  });
}
