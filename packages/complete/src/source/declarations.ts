/** A form of declaration that stands at the left margin of a file, or in a group there. Its name is the group `name`. */
export interface DeclarationForm {
  readonly pattern: RegExp;
  /**
   * What of it is shown: a `function` up to its body, a `container` with the first line of each member, a `value` on its first lines.
   */
  readonly shape: 'function' | 'container' | 'value';
}

const form = (shape: DeclarationForm['shape'], pattern: RegExp): DeclarationForm => ({ pattern, shape });

const script: readonly DeclarationForm[] = [
  form('function', /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:async\s+)?function\s*\*?\s*(?<name>[\w$]+)/d),
  form(
    'container',
    /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:class|interface|(?:const\s+)?enum|namespace|module)\s+(?<name>[\w$]+)/d,
  ),
  form('container', /^(?:export\s+)?(?:declare\s+)?type\s+(?<name>[\w$]+)/d),
  form('value', /^(?:export\s+)?(?:declare\s+)?(?:const|let|var)\s+(?<name>[\w$]+)/d),
];
const python: readonly DeclarationForm[] = [
  form('function', /^(?:async\s+)?def\s+(?<name>\w+)/d),
  form('container', /^class\s+(?<name>\w+)/d),
  form('value', /^(?<name>[A-Za-z_]\w*)\s*(?::[^=]+)?=(?!=)/d),
];
const go: readonly DeclarationForm[] = [
  form('function', /^func\s+(?:\((?:\w+\s+)?\*?(?<of>\w+)[^)]*\)\s*)?(?<name>\w+)/d),
  form('container', /^type\s+(?<name>\w+)/d),
  form('value', /^(?:var|const)\s+(?<name>\w+)/d),
  // In a group: `const (`, `type (`.
  form('value', /^\t(?<name>[A-Za-z_]\w*)(?:\s*,\s*\w+)*(?=\s|$)(?!\s*:=)/d),
];
const java: readonly DeclarationForm[] = [
  form(
    'container',
    /^(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|protected|private|abstract|final|static|sealed|non-sealed|strictfp)\s+)*(?:class|interface|enum|record|@interface)\s+(?<name>\w+)/d,
  ),
];
const kotlin: readonly DeclarationForm[] = [
  form(
    'container',
    /^(?:(?:public|private|internal|protected|abstract|final|open|sealed|data|enum|annotation|inline|value|inner)\s+)*(?:class|interface|object)\s+(?<name>\w+)/d,
  ),
  form(
    'function',
    /^(?:(?:public|private|internal|inline|suspend|operator|infix|tailrec)\s+)*fun\s+(?:<[^>]*>\s*)?(?:[\w.<>?]+\.)?(?<name>\w+)/d,
  ),
  form('value', /^(?:(?:public|private|internal|const|lateinit)\s+)*(?:val|var)\s+(?<name>\w+)/d),
];
const visible = String.raw`^(?:pub(?:\([^)]*\))?\s+)?`;
const rust: readonly DeclarationForm[] = [
  form('function', new RegExp(`${visible}(?:const\\s+)?(?:async\\s+)?(?:unsafe\\s+)?(?:extern\\s+"[^"]*"\\s+)?fn\\s+(?<name>\\w+)`, 'd')),
  form('container', new RegExp(`${visible}(?:struct|enum|trait|union)\\s+(?<name>\\w+)`, 'd')),
  form('container', /^impl\b(?:<[^{]*?>)?\s*(?:[^{]*?\bfor\s+)?(?:&'?\w*\s*)?(?:\w+::)*(?<name>[A-Z]\w*)/d),
  form('value', new RegExp(`${visible}(?:const|static(?:\\s+mut)?|type|mod)\\s+(?<name>\\w+)`, 'd')),
  form('container', /^macro_rules!\s*(?<name>\w+)/d),
];
const csharp: readonly DeclarationForm[] = [
  form(
    'container',
    /^\s{0,4}(?:(?:public|internal|private|protected|abstract|sealed|static|partial|readonly)\s+)*(?:class|interface|enum|record(?:\s+struct)?|struct)\s+(?<name>\w+)/d,
  ),
];
const php: readonly DeclarationForm[] = [
  form('container', /^(?:(?:abstract|final|readonly)\s+)*(?:class|interface|trait|enum)\s+(?<name>\w+)/d),
  form('function', /^function\s+&?(?<name>\w+)/d),
];
const ruby: readonly DeclarationForm[] = [
  form('container', /^(?:class|module)\s+(?:\w+::)*(?<name>\w+)/d),
  form('function', /^\s{0,4}def\s+(?:self\.)?(?<name>\w+[?!]?)/d),
];

/** By language. */
export const declarations: Readonly<Record<string, readonly DeclarationForm[]>> = {
  typescript: script,
  python,
  go,
  java,
  kotlin,
  rust,
  csharp,
  php,
  ruby,
};
