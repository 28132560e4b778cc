import { handlerMakers, handlerObjects } from '../../../catalog/node/functions.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Repository } from '../../../repository/repository.ts';
import { childrenOf, type Expression } from '../../../syntax/expression.ts';
import type { FunctionFact, Module } from '../../../syntax/module.ts';

export interface Handler {
  readonly name: string;
  readonly module: Module;
  readonly line: number;
  readonly why: string;
  /** It goes through the records of a queue or stream. */
  readonly records: boolean;
}

/** Scripts that pages load are no functions, and often other people's. */
export const isOwn = (module: Module): boolean => !/(^|\/)(public|static|assets|wwwroot|third[_-]?party)\//.test(module.path);

/** What handlers of events look at. In a browser an event has none of these. */
const eventMembers =
  /^(Records|body|queryStringParameters|pathParameters|requestContext|httpMethod|rawPath|multiValueHeaders|detail|isBase64Encoded|rawQueryString)$/;

/** `exports.handler = async (event, context) => …`: exported, and told by its second parameter, its name, or what it looks at. */
export function eventHandlers(module: Module, isDeployed = false): Handler[] {
  const exported = exportedNames(module);
  const lines = exportedLines(module);
  return module.functions.flatMap((fact, position): Handler[] => {
    if (fact.className !== null || !fact.name) return [];
    const [event, context] = fact.parameters;
    if (!event || !/^_?(event|evt)$/.test(event.name) || !(exported.has(fact.name) || lines.has(fact.line) || fact.name === 'handler'))
      return [];
    const seen = membersOf(module, fact, position, event.name);
    const told =
      isDeployed ||
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

/** Where functions stand that are exported under another name than their own: `exports.lend = function main(event) {…}`. */
const exportedLines = (module: Module): ReadonlySet<number> =>
  new Set((indexOf(module).assignments.get('exports') ?? []).flatMap(({ value, line }) => (value.kind === 'function' ? [line] : [])));

/** `exports.handler = serverless(app)`: what a library makes of an application. */
export function madeHandlers(module: Module, repository: Repository): Handler[] {
  return (indexOf(module).assignments.get('exports') ?? []).flatMap(({ target, value, scope, line }): Handler[] => {
    const made = value.kind === 'call' ? value.callee : value;
    const canonical = repository.canonicalName(made, module, scope);
    if (canonical === null || !(value.kind === 'call' ? handlerMakers : handlerObjects).has(canonical)) return [];
    return [{ name: target[1] ?? 'handler', module, line, why: `a handler is made by ${canonical}`, records: false }];
  });
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
