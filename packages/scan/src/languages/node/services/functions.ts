import { indexOf } from '../../../evaluate/module-index.ts';
import { childrenOf, type Expression } from '../../../syntax/expression.ts';
import type { FunctionFact, Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { draft, nameOf, relative, type NodeProject } from './project.ts';

interface Handler {
  readonly name: string;
  readonly module: Module;
  readonly line: number;
  readonly why: string;
  /** It goes through the records of a queue or stream. */
  readonly records: boolean;
}

/** Functions a cloud calls: those that answer requests are one service, each consumer its own. */
export function functionServices(project: NodeProject): ServiceDraft[] {
  const handlers = project.modules.filter(isOwn).flatMap((module) => [...eventHandlers(module), ...platformHandlers(project, module)]);
  const evidence = ({ module, line, why }: Handler): ServiceDraft['evidence'][number] => ({
    file: module.path,
    line,
    why,
    confidence: 0.9,
  });
  const answering = handlers.filter(({ records }) => !records);
  const [first] = answering;
  const name = answering.length === 1 && first && !/^(handler|default)$/.test(first.name) ? first.name : nameOf(project.component, 'api');
  return [
    ...(first
      ? [
          draft(project, {
            name,
            kind: 'function',
            entries: [...new Set(answering.map(({ module }) => module.path))],
            evidence: answering.slice(0, 6).map(evidence),
          }),
        ]
      : []),
    ...handlers
      .filter(({ records }) => records)
      .map((handler) =>
        draft(project, { name: handler.name, kind: 'worker', entries: [handler.module.path], evidence: [evidence(handler)] }),
      ),
  ];
}

/** Scripts that pages load are no functions, and often other people's. */
const isOwn = (module: Module): boolean => !/(^|\/)(public|static|assets|wwwroot|third[_-]?party)\//.test(module.path);

/** What handlers of events look at. In a browser an event has none of these. */
const eventMembers =
  /^(Records|body|queryStringParameters|pathParameters|requestContext|httpMethod|rawPath|multiValueHeaders|detail|isBase64Encoded|rawQueryString)$/;

/** `exports.handler = async (event, context) => …`: exported, and told by its second parameter, its name, or what it looks at. */
function eventHandlers(module: Module): Handler[] {
  const exported = exportedNames(module);
  return module.functions.flatMap((fact, position): Handler[] => {
    if (fact.className !== null || !fact.name) return [];
    const [event, context] = fact.parameters;
    if (!event || !/^_?(event|evt)$/.test(event.name) || !(exported.has(fact.name) || fact.name === 'handler')) return [];
    const seen = membersOf(module, fact, position, event.name);
    const told =
      /^(handler|lambdaHandler)$/.test(fact.name) ||
      (context !== undefined && /^_?(context|ctx|callback|cb)$/.test(context.name)) ||
      [...seen].some((name) => eventMembers.test(name)) ||
      fact.returns.some((each) => each.kind === 'object' && each.entries.some((entry) => entry.key === 'statusCode'));
    if (!told) return [];
    const why = `handler \`${fact.name}(${fact.parameters.map((each) => each.name).join(', ')})\``;
    return [{ name: fact.name, module, line: fact.line, why, records: seen.has('Records') }];
  });
}

function exportedNames(module: Module): ReadonlySet<string> {
  const names = (indexOf(module).assignments.get('exports') ?? []).flatMap(({ target, value }) => [
    target[1] ?? '',
    ...(value.kind === 'object' ? value.entries.map((entry) => entry.key ?? '') : []),
    value.kind === 'name' ? value.name : '',
  ]);
  return new Set(names);
}

/** Members of a parameter that a function, and those inside it, look at. */
function membersOf(module: Module, fact: FunctionFact, position: number, parameter: string): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (each: Expression): void => {
    if (each.kind === 'member' && each.object.kind === 'name' && each.object.name === parameter) found.add(each.name);
    if (each.kind === 'index' && each.key.kind === 'literal' && each.object.kind === 'name' && each.object.name === parameter)
      found.add(String(each.key.value));
    for (const child of childrenOf(each)) look(child);
  };
  const isInside = (scope: number): boolean => scope >= position && (module.functions[scope]?.line ?? 0) <= fact.endLine;
  for (const { expression, scope } of module.statements) if (isInside(scope)) look(expression);
  for (const { value, scope } of module.assignments) if (isInside(scope)) look(value);
  return found;
}

/** Functions of platforms that are registered by a call. */
const registering =
  /^(firebase-functions(\/.*)?\.(.*\.)?(onRequest|onCall|onCreate|onWrite|onUpdate|onDelete|onFinalize|onMessagePublished|onDocument\w+|onObject\w+|onPublish|onRun|onSchedule)|@google-cloud\/functions-framework\.(http|cloudEvent)|@azure\/functions\.app\.(http|timer|serviceBusQueue|serviceBusTopic|storageQueue|storageBlob|eventHub|cosmosDB|eventGrid))$/;

function platformHandlers(project: NodeProject, module: Module): Handler[] {
  const found: Handler[] = [];
  if (module.imports.some((fact) => /^(firebase-functions|@google-cloud\/functions-framework|@azure\/functions)/.test(fact.module))) {
    for (const calls of indexOf(module).calls.values()) {
      for (const { call, scope } of calls) {
        const canonical = project.repository.canonicalName(call.callee, module, scope)?.replaceAll('()', '');
        if (!canonical || !registering.test(canonical)) continue;
        found.push({ name: 'handler', module, line: call.line, why: `${canonical} is registered`, records: false });
      }
    }
  }
  const path = relative(project.component, module.path);
  const isWorker = project.files.some((file) => /^(wrangler\.(toml|jsonc?))$/.test(relative(project.component, file)));
  const whole = indexOf(module)
    .assignments.get('exports')
    ?.find((each) => each.target[1] === 'default' || each.target.length === 1);
  if (isWorker && whole?.value.kind === 'object' && whole.value.entries.some((entry) => entry.key === 'fetch' || entry.key === 'queue'))
    found.push({ name: 'default', module, line: whole.line, why: 'answers `fetch` at the edge', records: false });
  if (/^api\/(?!_)[\w[\]/.-]+\.[cm]?[jt]s$/.test(path) && whole && project.files.some((file) => /(^|\/)vercel\.json$/.test(file)))
    found.push({ name: 'handler', module, line: whole.line, why: `${path} is a function of its own`, records: false });
  if (/^netlify\/functions\//.test(path) && whole)
    found.push({ name: 'handler', module, line: whole.line, why: 'a Netlify function', records: false });
  return found;
}
