import { visit } from '../../../syntax/expression.ts';
import type { FunctionFact, Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { baseName } from '../../../repository/paths.ts';
import { draft, evidenceAt, projectName, type Project } from './context.ts';

interface Handler {
  readonly module: Module;
  readonly fact: FunctionFact;
  /** What the handler does with its event. */
  readonly takes: 'records' | 'request' | 'nothing';
}

/** Functions a cloud calls with an event and a context: those that answer requests are one service, each consumer its own. */
export function functionServices(project: Project): ServiceDraft[] {
  const handlers = project.modules.flatMap((module) =>
    module.functions.flatMap((fact): Handler[] =>
      isHandler(fact)
        ? [{ module, fact, takes: taken(module, fact) }]
        : isHttpFunction(project, module, fact)
          ? [{ module, fact, takes: 'request' }]
          : [],
    ),
  );
  const consumers = handlers.filter(({ takes }) => takes === 'records');
  const others = handlers.filter(({ takes }) => takes !== 'records');
  const [first] = others;
  const scheduled = others.length > 0 && others.every(({ takes, module }) => takes === 'nothing' && !returnsResponse(module));
  const name =
    others.length === 1 && first
      ? first.fact.name === 'handler' || first.fact.name === 'lambda_handler'
        ? baseName(first.module.path).replace(/\.py$/, '')
        : first.fact.name
      : projectName(project, 'api');
  return [
    ...(first
      ? [
          draft(project, {
            name,
            kind: scheduled ? 'cron' : 'function',
            isCalled: true,
            entries: [...new Set(others.map(({ module }) => module.path))],
            evidence: others
              .slice(0, 6)
              .map(({ module, fact }) =>
                evidenceAt(module, fact.line, `handler \`${fact.name}(${fact.parameters.map((each) => each.name).join(', ')})\``, 0.9),
              ),
          }),
        ]
      : []),
    ...consumers.map(({ module, fact }) =>
      draft(project, {
        name: fact.name,
        kind: 'worker' as const,
        isCalled: true,
        entries: [module.path],
        evidence: [evidenceAt(module, fact.line, `handler \`${fact.name}\` takes records of a queue or stream`, 0.9)],
      }),
    ),
  ];
}

function isHandler(fact: FunctionFact): boolean {
  if (fact.className !== null) return false;
  const [first, second, ...rest] = fact.parameters.filter((parameter) => parameter.fallback === null);
  return (
    first !== undefined &&
    second !== undefined &&
    rest.length === 0 &&
    /^_?(event|evt|events)$/.test(first.name) &&
    /^_{0,2}(context|ctx|lambda_context)?$/.test(second.name)
  );
}

/** Google's functions take Flask's request alone; they stand in `main.py`, or say that they are one. */
function isHttpFunction(project: Project, module: Module, fact: FunctionFact): boolean {
  if (fact.className !== null || fact.enclosing !== -1) return false;
  if (fact.decorators.some((each) => project.repository.canonicalName(each, module, -1) === 'functions_framework.http')) return true;
  const root = project.component.path;
  const [only, ...rest] = fact.parameters;
  return (
    module.path === (root === '.' ? 'main.py' : `${root}/main.py`) &&
    fact.decorators.length === 0 &&
    only?.name === 'request' &&
    rest.length === 0 &&
    fact.returns.length > 0
  );
}

function taken(module: Module, fact: FunctionFact): Handler['takes'] {
  const position = module.functions.indexOf(fact);
  let takes: Handler['takes'] = 'nothing';
  const event = fact.parameters[0]?.name;
  for (const statement of module.statements) {
    if (statement.scope !== position) continue;
    visit(statement.expression, (each) => {
      if (each.kind === 'index' && each.key.kind === 'literal' && each.key.value === 'Records') takes = 'records';
      else if (
        takes === 'nothing' &&
        (each.kind === 'index' || each.kind === 'member') &&
        each.object.kind === 'name' &&
        each.object.name === event
      )
        takes = 'request';
    });
  }
  return takes;
}

const returnsResponse = (module: Module): boolean =>
  module.assignments.some((each) => each.value.kind === 'object' && each.value.entries.some((entry) => entry.key === 'statusCode')) ||
  module.functions.some((fact) =>
    fact.returns.some((each) => each.kind === 'object' && each.entries.some((entry) => entry.key === 'statusCode')),
  );
