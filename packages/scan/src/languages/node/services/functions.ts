import { functionTools } from '../../../catalog/node/functions.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { eventHandlers, isOwn, madeHandlers, type Handler } from './handlers.ts';
import { draft, nameOf, relative, type NodeProject } from './project.ts';

/** Functions a cloud calls: those that answer requests are one service, each consumer its own. */
export function functionServices(project: NodeProject): ServiceDraft[] {
  const isDeployed = [...project.component.dependencies.keys()].some((name) => functionTools.test(name));
  const handlers = project.modules
    .filter(isOwn)
    .flatMap((module) => [
      ...eventHandlers(module, isDeployed),
      ...madeHandlers(module, project.repository),
      ...platformHandlers(project, module),
    ]);
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
        draft(project, {
          name: handler.name,
          kind: 'worker',
          isCalled: true,
          entries: [handler.module.path],
          evidence: [evidence(handler)],
        }),
      ),
  ];
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
