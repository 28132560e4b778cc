import { baseName } from '../../../repository/paths.ts';
import { visit } from '../../../syntax/expression.ts';
import type { FunctionFact, Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { draft, evidenceAt, projectName, type Project } from './project.ts';

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
  const shared = handlers.length > 1 && handlers.every(({ fact }) => fact.name === handlers[0]?.fact.name);
  const nameOf = ({ module, fact }: Handler): string =>
    shared || /^(lambda_handler|handler|handle|run|call)$/.test(fact.name) ? baseName(module.path).replace(/\.rb$/, '') : fact.name;
  return [
    ...(first
      ? [
          draft(project, {
            name: others.length === 1 ? nameOf(first) : projectName(project, 'api'),
            kind: 'function',
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
        entries: [each.module.path],
        evidence: [evidenceAt(each.module.path, each.fact.line, `handler \`${each.fact.name}\` takes records of a queue or stream`, 0.9)],
      }),
    ),
  ];
}

const isHandler = (fact: FunctionFact): boolean => {
  const names = fact.parameters.map((parameter) => parameter.name);
  return names.length === 2 && names.includes('event') && names.includes('context');
};

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
