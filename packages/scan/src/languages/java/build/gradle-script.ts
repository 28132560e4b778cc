/**
 * The part of Groovy and Kotlin that build files are written in: statements, each with the words and quoted texts it
 * starts with and the block it ends with. Anything cleverer is code, and is passed over.
 */
export interface GradleStatement {
  /** Name it starts with, dots included: `implementation`, `java.sourceCompatibility`. */
  readonly name: string;
  /** The whole head without its block and comments, quotes kept. */
  readonly text: string;
  /** Quoted texts of the head, in order. */
  readonly strings: readonly string[];
  readonly block: readonly GradleStatement[] | null;
  readonly line: number;
}

const deepest = 40;

export function readGradleScript(text: string): readonly GradleStatement[] {
  return new GradleScript(text).block(0);
}

class GradleScript {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  block(depth: number): GradleStatement[] {
    const statements: GradleStatement[] = [];
    while (this.#at < this.#text.length) {
      const statement = this.#statement(depth);
      if (statement) statements.push(statement);
      if (this.#text[this.#at] === '}') {
        this.#at++;
        if (depth > 0) break;
      }
    }
    return statements;
  }

  #statement(depth: number): GradleStatement | null {
    let head = '';
    let line = this.#line;
    const strings: string[] = [];
    let open = 0;
    let block: GradleStatement[] | null = null;
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (this.#comment()) continue;
      if (character === '"' || character === "'") {
        const quoted = this.#string(character);
        strings.push(quoted);
        head += `'${quoted}'`;
        continue;
      }
      if (character === '}') break;
      this.#at++;
      if (character === '\n') {
        this.#line++;
        if (open === 0 && head.trim() !== '' && !/[,=.(]\s*$/.test(head) && !this.#continues()) break;
        if (head.trim() === '') line = this.#line;
        head += ' ';
        continue;
      }
      if (character === ';' && open === 0) break;
      if (character === '(' || character === '[') open++;
      if (character === ')' || character === ']') open = Math.max(0, open - 1);
      if (character === '{') {
        block = depth < deepest ? this.block(depth + 1) : [];
        if (open === 0) break;
        continue;
      }
      head += character;
    }
    const plain = head.trim();
    if (plain === '' && !block) return null;
    return { name: /^[\w.$-]+/.exec(plain)?.[0] ?? '', text: plain, strings, block, line };
  }

  /** A line that starts with a dot goes on with the call before it. */
  #continues(): boolean {
    return /^[ \t]*\./.test(this.#text.slice(this.#at, this.#at + 40));
  }

  #comment(): boolean {
    if (this.#text.startsWith('//', this.#at)) {
      const end = this.#text.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.#text.length : end;
      return true;
    }
    if (!this.#text.startsWith('/*', this.#at)) return false;
    const end = this.#text.indexOf('*/', this.#at + 2);
    const until = end < 0 ? this.#text.length : end + 2;
    for (let at = this.#at; at < until; at++) if (this.#text[at] === '\n') this.#line++;
    this.#at = until;
    return true;
  }

  #string(quote: string): string {
    const triple = this.#text.startsWith(quote.repeat(3), this.#at);
    const mark = triple ? quote.repeat(3) : quote;
    const start = this.#at + mark.length;
    let at = start;
    while (at < this.#text.length && !this.#text.startsWith(mark, at)) {
      if (this.#text[at] === '\n') {
        if (!triple) break;
        this.#line++;
      }
      at += this.#text[at] === '\\' ? 2 : 1;
    }
    this.#at = Math.min(this.#text.length, this.#text.startsWith(mark, at) ? at + mark.length : at);
    return this.#text.slice(start, at);
  }
}
