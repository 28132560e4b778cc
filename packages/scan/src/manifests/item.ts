export type Scalar = string | number | boolean | null;

/** What stands at a place: made when it is first asked for, so that nothing is expanded that nobody looks at. */
export type Shape =
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Item])[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'scalar'; readonly value: Scalar; readonly written: string }
  | { readonly kind: 'nothing' };

/**
 * A place in a configuration file, whatever its syntax. Asked for what is not there, or is of another type, it answers with
 * nothing and never fails: a reader is written as if every file were well formed.
 */
export class Item {
  /** 1-based. */
  readonly line: number;
  /** The tag of a YAML value (`!Ref`). */
  readonly tag: string | null;
  readonly #make: () => Shape;
  #shape: Shape | null = null;

  constructor(line: number, make: () => Shape, tag: string | null = null) {
    this.line = line;
    this.tag = tag;
    this.#make = make;
  }

  get shape(): Shape {
    this.#shape ??= this.#make();
    return this.#shape;
  }

  get isMap(): boolean {
    return this.shape.kind === 'map';
  }

  get isNothing(): boolean {
    return this.shape.kind === 'nothing';
  }

  get(...keys: readonly string[]): Item {
    const [first, ...rest] = keys;
    const { shape } = this;
    const found = shape.kind === 'map' ? shape.entries.find(([name]) => name === first) : undefined;
    if (!found) return nothing(this.line);
    return rest.length ? found[1].get(...rest) : found[1];
  }

  /** The first of several names that is there. */
  any(...keys: readonly string[]): Item {
    for (const key of keys) {
      const found = this.get(key);
      if (!found.isNothing) return found;
    }
    return nothing(this.line);
  }

  /** Entries of a map, in order; none of anything else. */
  get entries(): readonly (readonly [string, Item])[] {
    return this.shape.kind === 'map' ? this.shape.entries : [];
  }

  /** Items of a list; none of anything else. */
  get items(): readonly Item[] {
    return this.shape.kind === 'list' ? this.shape.items : [];
  }

  /** Items of a list, or the one thing that stands in its place. */
  get listed(): readonly Item[] {
    return this.shape.kind === 'list' ? this.shape.items : this.isNothing ? [] : [this];
  }

  /** A scalar as written: `3.10` stays `3.10`. `null` for everything else. */
  get text(): string | null {
    return this.shape.kind === 'scalar' && this.shape.value !== null ? this.shape.written : null;
  }

  get number(): number | null {
    const { text } = this;
    if (text === null || !/^-?\d+(\.\d+)?$/.test(text)) return null;
    return Number(text);
  }

  get flag(): boolean | null {
    const text = this.text?.toLowerCase();
    return text === 'true' || text === 'yes' || text === 'on' ? true : text === 'false' || text === 'no' || text === 'off' ? false : null;
  }

  /** Texts of a list of scalars, or the one scalar. */
  get texts(): readonly string[] {
    return this.listed.flatMap((item) => item.text ?? []);
  }
}

export const nothing = (line = 1): Item => new Item(line, () => ({ kind: 'nothing' }));

/** A port that can be one: a whole number from 1 to 65535. */
export function portIn(value: number | string | null): number | null {
  const port = typeof value === 'string' ? (/^\d{1,5}$/.test(value.trim()) ? Number(value) : Number.NaN) : value;
  return port !== null && Number.isInteger(port) && port > 0 && port < 65536 ? port : null;
}

/** Debuggers and live reload of Node, Python, Java, Go and webpack. */
const debuggers: ReadonlySet<number> = new Set([9229, 9230, 5678, 5005, 35729, 24678, 2345, 40000]);

/** Every port that is one, without repeats, in order; debuggers' are none a service is asked at. */
export const portsIn = (...values: readonly (number | string | null | undefined)[]): number[] =>
  [...new Set(values.flatMap((value) => portIn(value ?? null) ?? []))].filter((port) => !debuggers.has(port));
