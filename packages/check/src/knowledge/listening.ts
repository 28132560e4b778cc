import { canonicalName, type Call, type Expression, type Module, type Scope } from '@groundwork/scan';
import { calledName, walk, type Visit } from '../syntax/walk.ts';
import { listeners, type Listener } from './listeners.ts';

/** One place where code starts to listen. */
export interface Listening {
  readonly listener: Listener;
  readonly visit: Visit;
  readonly call: Call;
  /** What it is told, followed to a constant of the same file. `null`: nothing is told. */
  readonly port: Expression | null;
  readonly host: Expression | null;
  readonly address: Expression | null;
  /** It runs only when its file is what was started: `if __name__ == "__main__"`. */
  readonly isScript: boolean;
}

/** What stands in every file that starts to listen. */
export const listeningWords =
  /\.(listen|run|serve|launch|bind|start|Run\w*|Start\w*|Listen\w*|UseUrls|run_app|run_server|bindAsync|add_(in)?secure_port|port|Addr)\(|\b(HTTPServer|ThreadingHTTPServer|TCPServer|make_server|WebSocketServer|serve|Server)\s*[({]/;

const found = new WeakMap<Module, readonly Listening[]>();

export function listeningIn(module: Module): readonly Listening[] {
  let known = found.get(module);
  if (!known) found.set(module, (known = [...look(module)]));
  return known;
}

function* look(module: Module): Iterable<Listening> {
  const own = listeners.filter(({ language }) => language === module.language);
  if (own.length === 0) return;
  for (const visit of walk(module)) {
    const { expression, root } = visit;
    const call =
      expression.kind === 'object' && expression.type !== null ? constructed(expression) : expression.kind === 'call' ? expression : null;
    if (!call) continue;
    const canonical =
      canonicalName(expression.kind === 'object' ? expression : call.callee, module, root.scope)?.replace(/\(\)$/, '') ?? calledName(call);
    const listener = own.find(({ calls }) => calls.some((name) => isNamed(canonical, name)));
    if (!listener || (listener.loose && !isServer(call, root.scope, module))) continue;
    const tell = (paths: readonly string[] = []): Expression | null => followed(told(call, paths), module, root.scope);
    yield {
      listener,
      visit,
      call,
      port: tell(listener.port),
      host: tell(listener.host),
      address: tell(listener.address),
      isScript: root.guards.some((guard) => guard.kind === 'compare' && JSON.stringify(guard).includes('__name__')),
    };
  }
}

/** A literal of a struct, as the call that a constructor would be. */
const constructed = ({ entries, line }: Extract<Expression, { kind: 'object' }>): Call => ({
  kind: 'call',
  callee: { kind: 'name', name: '', line },
  args: [],
  named: Object.fromEntries(entries.flatMap(({ key, value }) => (key === null ? [] : [[key, value]]))),
  line,
});

const isNamed = (canonical: string, name: string): boolean =>
  name.startsWith('*') ? canonical.endsWith(name.slice(1)) || canonical === name.slice(2) : canonical === name;

const frameworks =
  /^(express|koa|http|https|http2|net|fastify|polka|restify|connect|hono|@nestjs\/core|socket\.io|@hapi\/hapi|apollo-server.*|@feathersjs\/.*|json-server|h3|micro|h2o2|actionhero)$/;

/** `listen` is a word of many libraries. */
function isServer({ callee, args }: Call, scope: Scope, module: Module): boolean {
  if (callee.kind !== 'member' || args.length === 0) return false;
  const canonical = canonicalName(callee.object, module, scope) ?? '';
  if (frameworks.test(canonical.replace(/^node:/, '').replace(/[.(].*$/, ''))) return true;
  const name = callee.object.kind === 'name' || callee.object.kind === 'member' ? callee.object.name : '';
  return (
    /^(app|server|httpServer|http|api|express|www)$/i.test(name) &&
    module.imports.some(({ module: from }) => frameworks.test(from.replace(/^node:/, '')))
  );
}

function told(call: Call, paths: readonly string[]): Expression | null {
  for (const path of paths) {
    const [first = '', inner] = path.split('.');
    const candidates = first === '*' ? call.args : [/^\d+$/.test(first) ? call.args[Number(first)] : call.named[first]];
    for (const argument of candidates) {
      if (!argument) continue;
      const part = inner === undefined ? argument : partOf(argument, inner);
      if (part && part.kind !== 'object' && part.kind !== 'function' && part.kind !== 'list') return part;
    }
  }
  return null;
}

function partOf(argument: Expression, inner: string): Expression | null {
  if (argument.kind === 'object') return argument.entries.find(({ key }) => key === inner)?.value ?? null;
  if (argument.kind === 'list' || argument.kind === 'unknown') {
    const items = argument.kind === 'list' ? argument.items : argument.children;
    return /^\d+$/.test(inner) ? (items[Number(inner)] ?? null) : null;
  }
  return null;
}

/** A name that has one value in the file, as that value. */
function followed(expression: Expression | null, module: Module, scope: Scope, depth = 0): Expression | null {
  if (expression?.kind !== 'name' || depth > 3) return expression;
  const { name } = expression;
  if (module.functions[scope]?.parameters.some((each) => each.name === name)) return expression;
  const assigned = module.assignments.filter(({ target }) => target.length === 1 && target[0] === name);
  return assigned.length === 1 && assigned[0] ? followed(assigned[0].value, module, assigned[0].scope, depth + 1) : expression;
}
