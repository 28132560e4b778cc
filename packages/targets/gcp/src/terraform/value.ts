/** Words of Terraform's own in a value, such as `google_compute_network.main.id`. Everything that is none is written as it stands. */
export class Expression {
  /** As it stands between quotes: `${google_compute_network.main.id}`. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Value = string | number | boolean | null | Expression | readonly Value[] | Body;
export interface Body {
  readonly [key: string]: Value | undefined;
}

/** The value of a reference or a call. */
export const expression = (code: string): Expression => new Expression(`\${${code}}`);

/** A text made of plain parts and expressions. */
export function joined(...parts: readonly (string | Expression)[]): string | Expression {
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return new Expression(parts.map((part) => (typeof part === 'string' ? plain(part) : part.text)).join(''));
}

/** What an expression says inside another one: its own words, or a quoted text. */
export function inside(value: string | Expression): string {
  const whole = typeof value === 'string' ? null : /^\$\{([^{}]*)\}$/.exec(value.text);
  return whole?.[1] ?? JSON.stringify(typeof value === 'string' ? plain(value) : value.text);
}

/** Terraform reads `${` and `%{` of every text in its JSON: here they are only text. */
export const plain = (text: string): string => (text.includes('{') ? text.replace(/([$%])\{/g, '$1$1{') : text);

/** As JSON, with sorted keys, so that the same values give the same bytes. */
export function toJson(value: Value): unknown {
  if (value instanceof Expression) return value.text;
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map(toJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry): entry is [string, Value] => entry[1] !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, each]) => [key, toJson(each)]),
  );
}
