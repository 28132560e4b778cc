import type { Language } from '@groundwork/blueprint';

/** How a language reads a variable with a value for when it is unset. */
export interface EnvironmentIdiom {
  /** `fallback` is a text literal as written in the source. `null`: it cannot be said in one expression here. */
  text(name: string, fallback: string): string;
  /** `fallback` is a number as written. */
  number(name: string, fallback: string): string;
  /** The whole binds less tightly than a call: inside an operator it needs parentheses. */
  readonly isOperator: boolean;
  /** A text with a hole for the expression, for inside of a text with interpolation; `quote` is what the text is not delimited by. */
  hole?(expression: string): string;
  /** Modules that have to be imported for it. */
  readonly imports: readonly string[];
  /** Kinds of nodes in which only constants may stand. */
  readonly constantsIn: ReadonlySet<string>;
}

const idioms: Partial<Record<Language, EnvironmentIdiom>> = {
  python: {
    text: (name, fallback) => `os.environ.get("${name}", ${fallback})`,
    number: (name, fallback) => `int(os.environ.get("${name}", ${fallback}))`,
    hole: (expression) => `{${expression}}`,
    isOperator: false,
    imports: ['os'],
    constantsIn: new Set(['case_pattern']),
  },
  node: {
    text: (name, fallback) => `process.env.${name} ?? ${fallback}`,
    number: (name, fallback) => `process.env.${name} ?? ${fallback}`,
    hole: (expression) => `\${${expression}}`,
    isOperator: true,
    imports: [],
    constantsIn: new Set(['literal_type', 'enum_assignment', 'import_statement', 'export_specifier']),
  },
  go: {
    text: (name, fallback) => `cmp.Or(os.Getenv("${name}"), ${fallback})`,
    number: (name, fallback) => `cmp.Or(os.Getenv("${name}"), "${fallback}")`,
    isOperator: false,
    imports: ['cmp', 'os'],
    constantsIn: new Set(['const_spec', 'const_declaration', 'expression_case']),
  },
  ruby: {
    text: (name, fallback) => `ENV.fetch("${name}", ${fallback})`,
    number: (name, fallback) => `ENV.fetch("${name}", ${fallback}).to_i`,
    hole: (expression) => `#{${expression}}`,
    isOperator: false,
    imports: [],
    constantsIn: new Set(),
  },
  php: {
    text: (name, fallback) => `getenv('${name}') ?: ${fallback}`,
    number: (name, fallback) => `(int) (getenv('${name}') ?: ${fallback})`,
    isOperator: true,
    imports: [],
    constantsIn: new Set([
      'const_declaration',
      'property_declaration',
      'attribute',
      'attribute_list',
      'simple_parameter',
      'property_promotion_parameter',
    ]),
  },
  java: {
    text: (name, fallback) => `System.getenv().getOrDefault("${name}", ${fallback})`,
    number: (name, fallback) => `Integer.parseInt(System.getenv().getOrDefault("${name}", "${fallback}"))`,
    isOperator: false,
    imports: [],
    constantsIn: new Set(['annotation', 'marker_annotation', 'annotation_argument_list', 'switch_label']),
  },
  dotnet: {
    text: (name, fallback) => `System.Environment.GetEnvironmentVariable("${name}") ?? ${fallback}`,
    number: (name, fallback) => `int.Parse(System.Environment.GetEnvironmentVariable("${name}") ?? "${fallback}")`,
    isOperator: true,
    imports: [],
    constantsIn: new Set(['attribute', 'attribute_argument', 'parameter', 'constant_pattern', 'case_switch_label']),
  },
};

export const idiomOf = (language: string): EnvironmentIdiom | null =>
  new Map<string, EnvironmentIdiom>(Object.entries(idioms)).get(language) ?? null;
