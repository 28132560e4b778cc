import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';

/** More entries than any configuration has: what aliases of aliases would make of it. */
const entriesLimit = 4000;

/** Rails' own environments besides production. */
const elsewhere = /^(development|test|staging|ci|local)$/;

/**
 * A YAML file with ERB in it as the Ruby that it is: `yaml["database"] = { … }`, each entry on its own line, so that one
 * reader follows both. Only what counts in production is kept.
 */
export function yamlSource(name: string, text: string): string {
  const expressions: string[] = [];
  const plain = text.replace(/<%(=|-|#|%)?([\s\S]*?)-?%>/g, (whole, sign: string | undefined, code: string) => {
    const lines = '\n'.repeat((whole.match(/\n/g) ?? []).length);
    if (sign !== '=') return lines;
    expressions.push(code.trim().replace(/\n/g, ' '));
    return `erb${expressions.length - 1}erb${lines}`;
  });
  const counter = new LineCounter();
  const document = parseDocument(plain, { uniqueKeys: false, logLevel: 'silent', lineCounter: counter, merge: true });
  const writer = new Writer(document, expressions, counter);
  writer.entry(`yaml[${JSON.stringify(name)}]`, document.contents);
  return writer.text;
}

class Writer {
  text = '';
  readonly #document: Document;
  readonly #expressions: readonly string[];
  readonly #counter: LineCounter;
  #line = 1;
  #entries = 0;

  constructor(document: Document, expressions: readonly string[], counter: LineCounter) {
    this.#document = document;
    this.#expressions = expressions;
    this.#counter = counter;
  }

  entry(target: string, contents: unknown): void {
    this.text += `${target} = `;
    this.#value(contents, 0);
    this.text += '\n';
  }

  #value(node: unknown, depth: number): void {
    const resolved = isAlias(node) ? node.resolve(this.#document) : node;
    if (depth > 12 || this.#entries > entriesLimit) this.text += 'nil';
    else if (isMap(resolved)) {
      this.text += '{ ';
      this.#map(resolved.items, depth);
      this.text += '}';
    } else if (isSeq(resolved)) {
      this.text += '[';
      for (const item of resolved.items) {
        if (this.#entries++ > entriesLimit) break;
        this.#to(item);
        this.#value(item, depth + 1);
        this.text += ', ';
      }
      this.text += ']';
    } else this.text += this.#scalar(isScalar(resolved) ? resolved.value : null);
  }

  #map(items: readonly unknown[], depth: number, over: ReadonlySet<string> = new Set()): void {
    const own = items.filter(isPair);
    const keys = own.map((pair) => keyOf(pair.key));
    const mine = new Set([...over, ...keys]);
    const inProduction = depth === 0 && keys.includes('production');
    for (const pair of own) if (keyOf(pair.key) === '<<') this.#merged(pair.value, depth, mine);
    for (const pair of own) {
      const key = keyOf(pair.key);
      if (key === '<<' || over.has(key) || (depth === 0 && (inProduction ? key !== 'production' : elsewhere.test(key)))) continue;
      if (this.#entries++ > entriesLimit) break;
      this.#to(pair.key);
      this.text += `${JSON.stringify(key).replace(/#/g, '\\#')} => `;
      this.#value(pair.value, depth + 1);
      this.text += ', ';
    }
  }

  /** What is merged in, without what the entry has of its own. */
  #merged(node: unknown, depth: number, mine: ReadonlySet<string>): void {
    const resolved = isAlias(node) ? node.resolve(this.#document) : node;
    if (depth > 12) return;
    if (isMap(resolved)) this.#map(resolved.items, Math.max(depth, 1), mine);
    else if (isSeq(resolved)) for (const item of resolved.items) this.#merged(item, depth + 1, mine);
  }

  /** Moves on to the line that the entry stands on. */
  #to(node: unknown): void {
    const offset = isNode(node) ? node.range?.[0] : undefined;
    if (offset === undefined) return;
    const { line } = this.#counter.linePos(offset);
    if (line <= this.#line) return;
    this.text += '\n'.repeat(line - this.#line);
    this.#line = line;
  }

  #scalar(value: unknown): string {
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value !== 'string') return 'nil';
    const whole = /^erb(\d+)erb$/.exec(value.trim());
    if (whole) return `(${this.#expressions[Number(whole[1])] ?? 'nil'})`;
    return JSON.stringify(value)
      .replace(/#/g, '\\#')
      .replace(/erb(\d+)erb/g, (_whole, at: string) => `#{${this.#expressions[Number(at)] ?? 'nil'}}`);
  }
}

/** The parser gives the merge key as a symbol. */
function keyOf(key: unknown): string {
  const value = isScalar(key) ? key.value : key;
  return typeof value === 'symbol' ? '<<' : String(value).replace(/^:/, '');
}
