import type { Call, Expression } from '../../syntax/expression.ts';

/** Methods that give what they are called on, in another shape. */
const same = new Set([
  'clone',
  'to_string',
  'to_owned',
  'into',
  'as_str',
  'as_ref',
  'as_deref',
  'as_mut',
  'as_bytes',
  'expose_secret',
  'trim',
  'iter',
  'into_iter',
  'map_err',
  'inner',
  'to_vec',
  'leak',
  'into_boxed_str',
  'into_string',
  'copied',
  'cloned',
  'borrow',
  'deref',
  'try_into',
  'to_lowercase',
  'boxed',
  'into_inner',
  'as_slice',
  'into_bytes',
  'wrap_err',
  'wrap_err_with',
  'to_str',
  'to_string_lossy',
  'instrument',
  'into_future',
  'log_err',
  'trim_end',
  'trim_start',
  'parse',
  'as_deref_mut',
  'flatten',
  'transpose',
  'ok_or',
  'ok_or_else',
  'context',
  'with_context',
]);

/** Methods after which the program does not go on without a value. */
const demanding = new Set(['unwrap', 'expect', 'expect_or_log', 'unwrap_or_log']);

/** Methods that give another value where there is none. */
const otherwise = new Set(['unwrap_or', 'unwrap_or_else', 'or', 'or_else', 'unwrap_or_default', 'map_or', 'map_or_else']);

/** A method call as the value it gives where that is known from its name alone; `null` for any other. */
export function plainMethod(object: Expression, name: string, args: readonly Expression[], line: number): Expression | null {
  if (demanding.has(name)) return demanded(object);
  if (same.has(name)) return object;
  if (name === 'ok' && args.length === 0) return object;
  if (!otherwise.has(name)) return null;
  const [first] = args;
  const second: Expression =
    first?.kind === 'function'
      ? (first.returns[0] ?? { kind: 'unknown', children: [], line })
      : (first ?? { kind: 'literal', value: '', line });
  return { kind: 'fallback', first: object, second, line };
}

/** A variable that must be set: `env::var("PORT").unwrap()`, `env::var("PORT")?`. */
export function demanded(value: Expression): Expression {
  if (value.kind === 'fallback') return { ...value, second: demanded(value.second) };
  if (value.kind !== 'call' || value.callee.kind !== 'member' || !/^(var|var_os)$/.test(value.callee.name)) return value;
  return { ...value, callee: { ...value.callee, name: `${value.callee.name}!` } };
}

/** Constructors that only wrap: `Some(x)`, `Arc::new(x)`; an address made of its parts. */
export function unwrapped(call: Call): Expression | null {
  const [only, another] = call.args;
  const maker = call.callee.kind === 'member' && call.callee.object.kind === 'name' ? call.callee.object.name : '';
  if (another && /(^|::)SocketAddr(V4|V6)?$/.test(maker)) return { kind: 'list', items: call.args, line: call.line };
  if (!only || another) return null;
  const { callee } = call;
  if (callee.kind === 'name') return /^(Ok|Some|Box|Secret|String)$/.test(callee.name) ? only : null;
  if (callee.kind !== 'member' || callee.object.kind !== 'name') return null;
  const wraps =
    /^(Arc|Rc|Box|Mutex|RwLock|Secret|SecretString|Cow|Data|web::Data|Cell|RefCell|OnceCell|Lazy|LazyLock|OnceLock|Extension|State)$/.test(
      callee.object.name,
    ) && /^(new|from|Borrowed|Owned)$/.test(callee.name);
  const text = callee.object.name === 'String' && callee.name === 'from';
  if (!wraps && !text) return null;
  return only.kind === 'function' && only.returns[0] ? only.returns[0] : only;
}
