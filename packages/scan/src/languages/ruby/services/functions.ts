import { baseName } from '../../../repository/paths.ts';
import { visit } from '../../../syntax/expression.ts';
import type { FunctionFact, Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { isHandler } from '../components.ts';
import { callsNamed, draft, evidenceAt, projectName, type Project } from './project.ts';

interface Handler {
  readonly module: Module;
  readonly fact: FunctionFact;
}

/** `def handler(event:, context:)`: functions a cloud calls. Those that answer requests are one service, each consumer its own. */
export function functionServices(project: Project): ServiceDraft[] {
  const handlers = project.modules.flatMap((module) => module.functions.filter(isHandler).map((fact): Handler => ({ module, fact })));
  const consumers = handlers.filter(takesRecords);
  const others = handlers.filter((each) => !consumers.includes(each));
  const [first] = others;
  // Nobody waits for an answer, and what happened does not matter: called by the clock.
  const isTimed = others.length > 0 && others.every((each) => !looksAtEvent(each) && !answers(each.module));
  const shared = handlers.length > 1 && handlers.every(({ fact }) => fact.name === handlers[0]?.fact.name);
  const nameOf = ({ module, fact }: Handler): string =>
    shared || /^(lambda_handler|handler|handle|run|call|main)$/.test(fact.name) ? baseName(module.path).replace(/\.rb$/, '') : fact.name;
  return [
    ...frameworkFunctions(project),
    ...(first
      ? [
          draft(project, {
            name: others.length === 1 ? nameOf(first) : projectName(project, 'api'),
            kind: isTimed ? 'cron' : 'function',
            isCalled: true,
            entries: [...new Set(others.map(({ module }) => module.path))],
            evidence: others
              .slice(0, 6)
              .map(({ module, fact }) => evidenceAt(module.path, fact.line, `handler \`${fact.name}(event:, context:)\``, 0.9)),
          }),
        ]
      : []),
    ...consumers.map((each) =>
      draft(project, {
        name: nameOf(each),
        kind: 'worker',
        isCalled: true,
        entries: [each.module.path],
        evidence: [evidenceAt(each.module.path, each.fact.line, `handler \`${each.fact.name}\` takes records of a queue or stream`, 0.9)],
      }),
    ),
  ];
}

/** `event['Records'][0]['body']`: what queues and streams deliver. */
function takesRecords({ module, fact }: Handler): boolean {
  let found = false;
  for (const { expression, scope } of module.statements) {
    if (module.functions[scope] !== fact && scope !== -1 && !within(module, scope, fact)) continue;
    visit(expression, (each) => {
      if (each.kind === 'index' && each.key.kind === 'literal' && each.key.value === 'Records') found = true;
    });
  }
  return (
    found ||
    module.assignments.some(
      (each) => each.value.kind === 'index' && each.value.key.kind === 'literal' && each.value.key.value === 'Records',
    )
  );
}

const within = (module: Module, scope: number, outer: FunctionFact): boolean => {
  const inner = module.functions[scope];
  return inner !== undefined && inner.line >= outer.line && inner.endLine <= outer.endLine;
};

/** Google's framework: `FunctionsFramework.http("hello") do |request|`. */
function frameworkFunctions(project: Project): ServiceDraft[] {
  if (!project.has('functions_framework')) return [];
  const found = ['http', 'cloud_event', 'typed'].flatMap((name) => callsNamed(project, name));
  const [first] = found;
  const named = first?.placed.call.args[0];
  if (!first) return [];
  return [
    draft(project, {
      name: found.length === 1 && named?.kind === 'literal' ? String(named.value) : projectName(project, 'api'),
      kind: 'function',
      framework: 'Functions Framework',
      start: `bundle exec functions-framework-ruby --port $PORT${named?.kind === 'literal' ? ` --target ${String(named.value)}` : ''}`,
      port: 8080,
      entries: [...new Set(found.map(({ module }) => module.path))],
      evidence: found.map(({ module, placed }) => evidenceAt(module.path, placed.call.line, 'a function of the Functions Framework', 0.95)),
    }),
  ];
}

function looksAtEvent({ module, fact }: Handler): boolean {
  let found = fact.parameters.some((parameter) => parameter.name === 'args');
  module.statements.forEach(({ expression, scope }) => {
    if (module.functions[scope] === fact || within(module, scope, fact))
      visit(expression, (each) => {
        if (each.kind === 'name' && each.name === 'event') found = true;
      });
  });
  return found;
}

/** A response to a request: `{ statusCode: 200 }`. */
const answers = (module: Module): boolean =>
  module.functions.some((fact) =>
    fact.returns.some((each) => each.kind === 'object' && each.entries.some((entry) => entry.key === 'statusCode')),
  );
