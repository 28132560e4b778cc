import type { FunctionFact, Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { draft, nameOf, type NodeProject } from './project.ts';
import { takesRecords } from './workers.ts';

interface Handler {
  readonly module: Module;
  readonly fact: FunctionFact;
  readonly records: boolean;
}

/** Functions a cloud calls with an event and a context: those that answer requests are one service, each consumer its own. */
export function functionServices(project: NodeProject): ServiceDraft[] {
  const handlers = project.modules.flatMap((module) =>
    exportedHandlers(module).map((fact): Handler => ({ module, fact, records: ownRecords(module, fact) })),
  );
  const evidence = ({ module, fact }: Handler): ServiceDraft['evidence'][number] => ({
    file: module.path,
    line: fact.line,
    why: `handler \`${fact.name}(${fact.parameters.map((each) => each.name).join(', ')})\``,
    confidence: 0.9,
  });
  const answering = handlers.filter(({ records }) => !records);
  const [first] = answering;
  const name = answering.length === 1 && first && first.fact.name !== 'handler' ? first.fact.name : nameOf(project.component, 'api');
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
        draft(project, { name: handler.fact.name, kind: 'worker', entries: [handler.module.path], evidence: [evidence(handler)] }),
      ),
  ];
}

function exportedHandlers(module: Module): FunctionFact[] {
  const exported = new Set(
    module.assignments
      .filter((each) => each.target[0] === 'exports')
      .flatMap((each) => [
        each.target[1] ?? '',
        ...(each.value.kind === 'object' ? each.value.entries.map((entry) => entry.key ?? '') : []),
        each.value.kind === 'name' ? each.value.name : '',
      ]),
  );
  return module.functions.filter((fact) => {
    if (fact.className !== null || !fact.name) return false;
    const [first, second] = fact.parameters;
    return (
      first !== undefined &&
      /^_?(event|evt)$/.test(first.name) &&
      (second === undefined ? exported.has(fact.name) || fact.name === 'handler' : /^_?(context|ctx|callback|cb)$/.test(second.name))
    );
  });
}

function ownRecords(module: Module, fact: FunctionFact): boolean {
  const others = module.functions.filter((each) => each !== fact && each.line > fact.endLine);
  const position = module.functions.indexOf(fact);
  if (others.length === 0) return takesRecords(module, position);
  const limited: Module = {
    ...module,
    statements: module.statements.filter((each) => each.scope >= position && (module.functions[each.scope]?.line ?? 0) <= fact.endLine),
    assignments: module.assignments.filter((each) => each.line >= fact.line && each.line <= fact.endLine),
  };
  return takesRecords(limited, position);
}
