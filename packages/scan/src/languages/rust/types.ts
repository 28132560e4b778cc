/** A type brought to what is inside its wrappers. */
export interface PlainType {
  readonly name: string | null;
  readonly optional: boolean;
  readonly list: boolean;
}

const wrappers =
  /^(?:(?:\w+::)*)(Option|Arc|Rc|Box|Secret|SecretBox|SecretString|Cow|Result|Data|State|Extension|Mutex|RwLock|OnceCell|OnceLock|Lazy|LazyLock|Vec|HashSet|BTreeSet|Cell|RefCell|ApiResult|Redact|Pin)<(.*)>$/s;

/** `Option<Arc<redis::Client>>` is `redis::Client`; `&'a str` is `str`. */
export function plainType(text: string, self: string | null = null): PlainType {
  let rest = text.replace(/\s+/g, ' ').trim();
  let optional = false;
  let list = false;
  for (let round = 0; round < 8; round++) {
    rest = rest
      .replace(/^&\s*/, '')
      .replace(/^('\w+|mut|dyn|impl)\s+/, '')
      .trim();
    const [, wrapper = '', inner] = wrappers.exec(rest) ?? [];
    if (inner === undefined) continue;
    optional ||= wrapper === 'Option';
    list ||= /^(Vec|HashSet|BTreeSet)$/.test(wrapper);
    rest = firstOf(inner, wrapper === 'Cow');
  }
  const name = rest.replace(/<.*$/s, '').trim();
  const plain = name === 'Self' ? self : name;
  return { name: plain && /^[\w:]+$/.test(plain) ? plain : null, optional, list };
}

/** The first type argument that is no lifetime. */
function firstOf(text: string, skipsLifetime: boolean): string {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const letter = text[at];
    if (letter === '<' || letter === '(' || letter === '[') depth++;
    else if (letter === '>' || letter === ')' || letter === ']') depth--;
    else if ((letter === ',' && depth === 0) || letter === undefined) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return (skipsLifetime ? parts.find((part) => !part.startsWith("'")) : parts.find((part) => part !== '' && !part.startsWith("'"))) ?? text;
}

export const isBasic = (name: string): boolean =>
  /^(String|str|bool|char|[iu](8|16|32|64|128|size)|f(32|64)|PathBuf|Path|Duration|Url|SocketAddr|IpAddr)$/.test(name);
