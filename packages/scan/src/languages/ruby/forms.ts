import type { Expression } from '../../syntax/expression.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', s: ' ', '0': '\0', e: '\u001b' };

export const unescape = (text: string): string => {
  const code = /^\\u\{?([0-9a-fA-F]+)\}?$/.exec(text)?.[1];
  if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
  return escapes[text[1] ?? ''] ?? text.slice(1);
};

/** Methods that keep what they are called on. */
export const conversion =
  /^(to_(i|s|f|sym|h|a|str|json)|presence|freeze|strip|chomp|squish|downcase|upcase|dup|clone|deep_dup|symbolize_keys|deep_symbolize_keys|with_indifferent_access|itself|html_safe|compact)$/;

const environments: Readonly<Record<string, boolean>> = { 'production?': true, 'development?': false, 'test?': false, 'local?': false };

/** `Rails.env.production?` and `ENV["X"].blank?`: questions that a deployment or a value answers. */
export function question(object: Expression, name: string, line: number): Expression | null {
  const isEnvironment =
    object.kind === 'member' && object.name === 'env' && object.object.kind === 'name' && /^(Rails|Hanami)$/.test(object.object.name);
  if (isEnvironment && name in environments) return { kind: 'literal', value: environments[name] ?? false, line };
  // Sinatra: `production?` and `settings.production?`.
  if (object.kind === 'name' && object.name === 'settings' && name in environments)
    return { kind: 'literal', value: environments[name] ?? false, line };
  if (object.kind === 'name' && object.name === 'Rails' && name === 'env') return null;
  if (/^(blank|nil|empty)\?$/.test(name)) return { kind: 'not', operand: object, line };
  if (/^(present|any)\?$/.test(name)) return object;
  return null;
}

/** Figaro's `Figaro.env.stripe_key!`, and `ENV.key?("X")`. */
export function environmentName(object: Expression, name: string, args: readonly Expression[], line: number): Expression | null {
  const [first] = args;
  if (object.kind === 'name' && object.name === 'ENV' && /^(key\?|has_key\?|include\?|member\?)$/.test(name))
    return first ? { kind: 'compare', operator: 'in', left: first, right: object, line } : null;
  const figaro = object.kind === 'member' && object.name === 'env' && object.object.kind === 'name' && object.object.name === 'Figaro';
  if (!figaro || !/^[a-zA-Z]\w*[!?]?$/.test(name)) return null;
  return { kind: 'environment', variable: name.replace(/[!?]$/, '').toUpperCase(), fallback: null, required: name.endsWith('!'), line };
}

/** `config.action_mailer.smtp_settings` as a path of names. */
export function pathOf(expression: Expression): string[] | null {
  switch (expression.kind) {
    case 'name':
      return [expression.name];
    case 'member': {
      const object = pathOf(expression.object);
      return object && [...object, expression.name];
    }
    case 'index': {
      const object = pathOf(expression.object);
      return object && expression.key.kind === 'literal' ? [...object, String(expression.key.value)] : null;
    }
    case 'call': {
      // `Rails.application.configure` and its like may be called with arguments in a path.
      const callee = expression.args.length === 0 ? pathOf(expression.callee) : null;
      return callee;
    }
    default:
      return null;
  }
}

/** Text put together; anything else that is added is no text. */
export function joined(parts: readonly Expression[], line: number): Expression {
  const flat = parts.flatMap((part) => (part.kind === 'template' ? part.parts : [part]));
  if (flat.every((part) => part.kind === 'literal' && typeof part.value !== 'number'))
    return { kind: 'literal', value: flat.map((part) => (part.kind === 'literal' ? String(part.value ?? '') : '')).join(''), line };
  return flat.some((part) => part.kind === 'list' || part.kind === 'object')
    ? { kind: 'unknown', children: flat, line }
    : { kind: 'template', parts: flat, line };
}

/** `Rails.configuration` and `Rails.application.config`: the `config` that the application's files set. */
export function isApplicationConfig(callee: Expression): boolean {
  if (callee.kind !== 'member' || !/^config(uration)?$/.test(callee.name)) return false;
  const { object } = callee;
  const named = object.kind === 'member' && object.name === 'application' ? object.object : object;
  return named.kind === 'name' && named.name === 'Rails';
}
