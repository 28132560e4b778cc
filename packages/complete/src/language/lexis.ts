/** What of a language's text is a string or a comment: all that has to be known to count its brackets. */
export interface Lexis {
  /** What a comment to the end of the line begins with. */
  readonly line: readonly string[];
  readonly block: readonly { readonly open: string; readonly close: string; readonly nests?: boolean }[];
  /** Those whose opening begins with that of another stand before it. */
  readonly strings: readonly StringForm[];
  /** `/x/` where a value may begin. */
  readonly regex?: boolean;
  /** `r#"x"#` with any number of `#`. */
  readonly rawHashes?: boolean;
  /** `'` begins a character, or a lifetime when nothing closes it at once. */
  readonly lifetimes?: boolean;
}

export interface StringForm {
  readonly open: string;
  readonly close: string;
  /** Whether it may go over lines; where not, the line's end ends it. */
  readonly spans: boolean;
  /** Whether a backslash takes the next character with it. */
  readonly escapes: boolean;
  /** What begins code within it that ends with `}`. */
  readonly hole?: string;
}

const quoted = (quote: string, more: Partial<StringForm> = {}): StringForm => ({
  open: quote,
  close: quote,
  spans: false,
  escapes: true,
  ...more,
});
const slashes = { line: ['//'], block: [{ open: '/*', close: '*/' }] } as const;

export const lexes = {
  typescript: { ...slashes, strings: [quoted('"'), quoted("'"), quoted('`', { spans: true, hole: '${' })], regex: true },
  python: { line: ['#'], block: [], strings: [quoted('"""', { spans: true }), quoted("'''", { spans: true }), quoted('"'), quoted("'")] },
  go: { ...slashes, strings: [quoted('"'), quoted("'"), quoted('`', { spans: true, escapes: false })] },
  java: { ...slashes, strings: [quoted('"""', { spans: true }), quoted('"'), quoted("'")] },
  kotlin: {
    line: ['//'],
    block: [{ open: '/*', close: '*/', nests: true }],
    strings: [quoted('"""', { spans: true, escapes: false, hole: '${' }), quoted('"', { hole: '${' }), quoted("'")],
  },
  rust: {
    line: ['//'],
    block: [{ open: '/*', close: '*/', nests: true }],
    strings: [quoted('"', { spans: true })],
    rawHashes: true,
    lifetimes: true,
  },
  csharp: {
    ...slashes,
    strings: [
      quoted('"""', { spans: true, escapes: false }),
      { open: '@"', close: '"', spans: true, escapes: false },
      quoted('"'),
      quoted("'"),
    ],
  },
  c: { ...slashes, strings: [quoted('"'), quoted("'")] },
  ruby: {
    line: ['#'],
    block: [{ open: '\n=begin', close: '\n=end' }],
    strings: [quoted('"', { spans: true, hole: '#{' }), quoted("'", { spans: true })],
  },
  php: { line: ['//', '#'], block: [{ open: '/*', close: '*/' }], strings: [quoted('"', { spans: true }), quoted("'", { spans: true })] },
  json: { line: ['//'], block: [{ open: '/*', close: '*/' }], strings: [quoted('"')] },
  css: { line: [], block: [{ open: '/*', close: '*/' }], strings: [quoted('"'), quoted("'")] },
  shell: { line: ['#'], block: [], strings: [quoted('"', { spans: true }), { open: "'", close: "'", spans: true, escapes: false }] },
  yaml: { line: ['#'], block: [], strings: [quoted('"'), { open: "'", close: "'", spans: false, escapes: false }] },
  sql: {
    line: ['--'],
    block: [{ open: '/*', close: '*/' }],
    strings: [{ open: "'", close: "'", spans: true, escapes: false }, quoted('"')],
  },
  /** Prose: nothing but brackets. */
  none: { line: [], block: [], strings: [] },
} as const satisfies Record<string, Lexis>;
