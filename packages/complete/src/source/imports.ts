/** A name that a file takes from elsewhere. */
export interface Import {
  /** The name it has in this file. */
  readonly local: string;
  /** As written: `./berths`, `app.config`, `github.com/gin-gonic/gin`, `crate::ship`. */
  readonly module: string;
  /** The member taken, `null` where the module itself is meant, `*` for all of it. */
  readonly name: string | null;
}

type Reader = (text: string) => Import[];

/** What a text imports, found without parsing; none for languages whose files find each other otherwise. */
export const importsIn = (text: string, language: string): readonly Import[] => readers[language]?.(text) ?? [];

/** The text without its import statements; for measuring how well one does without. */
export const withoutImports = (text: string, language: string): string =>
  (statements[language] ?? []).reduce((rest, pattern) => rest.replace(pattern, (whole) => whole.replaceAll(/[^\n]/g, '')), text);

const script = {
  from: /^[ \t]*(?:import|export)\b(?:\s+type\b)?([^'";]{0,4000}?)\bfrom\s*['"]([^'"\n]+)['"]/gm,
  require: /^[ \t]*(?:const|let|var)\s+(\{[^}]{0,2000}\}|[\w$]+)\s*=\s*(?:await\s+)?(?:require|import)\(\s*['"]([^'"\n]+)['"]/gm,
};
const python = {
  from: /^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]{0,4000}\)|[^\n;#]+(?:\\\n[^\n;#]+)*)/gm,
  plain: /^[ \t]*import[ \t]+([\w.]+(?:[ \t]+as[ \t]+\w+)?(?:[ \t]*,[ \t]*[\w.]+(?:[ \t]+as[ \t]+\w+)?)*)/gm,
};
const go = /^import\s*(?:\(([^)]*)\)|(?:([\w.]+)[ \t]+)?"([^"\n]+)")/gm;
const java = /^[ \t]*import\s+(static\s+)?([\w.]+?)(?:\.(\*|\w+))(?:\s+as\s+(\w+))?\s*;?[ \t]*$/gm;
const rust = /^[ \t]*(?:pub(?:\([^)]*\))?[ \t]+)?use\s+([^;]{1,4000});/gm;
const php = /^use\s+(?:function\s+)?([\w\\]+)\\(\w+)(?:\s+as\s+(\w+))?\s*;/gm;

const statements: Readonly<Record<string, readonly RegExp[]>> = {
  typescript: [script.from, script.require],
  python: [python.from, python.plain],
  go: [go],
  java: [java],
  kotlin: [java],
  rust: [rust],
  php: [php],
};

const readers: Readonly<Record<string, Reader>> = {
  typescript: (text) => [
    ...[...text.matchAll(script.from)].flatMap(([, clause = '', module = '']) => clauseOf(clause, module)),
    ...[...text.matchAll(script.require)].flatMap(([, clause = '', module = '']) => clauseOf(clause.replaceAll(':', ' as '), module)),
  ],
  python: (text) => [
    ...[...text.matchAll(python.from)].flatMap(([, module = '', taken = '']) =>
      taken
        .replaceAll(/#[^\n]*|[()\\]/g, '')
        .split(',')
        .map((each) => each.trim().split(/\s+as\s+/))
        .filter(([name = '']) => /^(\w+|\*)$/.test(name))
        .map(([name = '', local = name]) => ({ local, module, name })),
    ),
    ...[...text.matchAll(python.plain)].flatMap(([, all = '']) =>
      all.split(',').map((each) => {
        const [module = '', local = module.split('.', 1)[0] ?? ''] = each.trim().split(/\s+as\s+/);
        return { local, module, name: null };
      }),
    ),
  ],
  go: (text) =>
    [...text.matchAll(go)].flatMap(([, group, alias, only]) => {
      if (only !== undefined) return [goImport(alias, only)];
      return [...(group ?? '').matchAll(/^\s*(?:([\w.]+)[ \t]+)?"([^"\n]+)"/gm)].map(([, local, path = '']) => goImport(local, path));
    }),
  java: javaImports,
  kotlin: javaImports,
  rust: (text) => [...text.matchAll(rust)].flatMap(([, tree = '']) => rustTree(tree.replaceAll(/\/\/[^\n]*|\s+/g, ' ').trim(), [])),
  php: (text) => [...text.matchAll(php)].map(([, module = '', name = '', local = name]) => ({ local, module, name })),
};

/** `Default, { a, b as c }`, `* as all`, `* ` of an export. */
function clauseOf(clause: string, module: string): Import[] {
  const found: Import[] = [];
  const named = /\{([^}]*)\}/.exec(clause);
  for (const each of (named?.[1] ?? '').split(',')) {
    const [name = '', local = name] = each
      .trim()
      .replace(/^type\s+/, '')
      .split(/\s+as\s+/);
    if (/^[\w$]+$/.test(name.trim())) found.push({ local: local.trim(), module, name: name.trim() });
  }
  const rest = clause.replace(/\{[^}]*\}/, '').replaceAll(/\btype\b/g, '');
  const all = /\*\s*(?:as\s+([\w$]+))?/.exec(rest);
  if (all) found.push({ local: all[1] ?? '*', module, name: all[1] === undefined ? '*' : null });
  const single = /^[\s,]*([\w$]+)\s*,?\s*$/.exec(rest.replace(/\*.*$/, ''));
  if (single?.[1] !== undefined) found.push({ local: single[1], module, name: 'default' });
  return found;
}

function goImport(alias: string | undefined, path: string): Import {
  const last = path.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? path;
  return { local: alias ?? last.replace(/^go-|\.go$/g, '').replace(/\.v\d+$/, ''), module: path, name: alias === '.' ? '*' : null };
}

function javaImports(text: string): Import[] {
  return [...text.matchAll(java)].map(([, isStatic, module = '', name = '', local = name]) => {
    const owner = module.slice(module.lastIndexOf('.') + 1);
    // A static member is shown with the class that has it.
    if (isStatic !== undefined)
      return { local: name === '*' ? owner : local, module: module.slice(0, module.lastIndexOf('.')), name: owner };
    return { local, module, name };
  });
}

/** `a::b::{c, d as e, f::{self, *}}`. */
function rustTree(tree: string, before: readonly string[]): Import[] {
  const open = tree.indexOf('{');
  if (open >= 0) {
    const path = [
      ...before,
      ...tree
        .slice(0, open)
        .split('::')
        .map((each) => each.trim())
        .filter(Boolean),
    ];
    return parts(tree.slice(open + 1, tree.lastIndexOf('}'))).flatMap((each) => rustTree(each, path));
  }
  const [written = '', alias] = tree.trim().split(/\s+as\s+/);
  const path = [
    ...before,
    ...written
      .split('::')
      .map((each) => each.trim())
      .filter(Boolean),
  ];
  const last = path.at(-1) ?? '';
  if (last === '') return [];
  const module = path.slice(0, -1);
  if (last === 'self') return [{ local: alias ?? module.at(-1) ?? '', module: module.join('::'), name: null }];
  return [{ local: alias ?? last, module: module.join('::'), name: last }];
}

/** At commas that are in no braces. */
function parts(list: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= list.length; at += 1) {
    const each = list[at];
    if (each === '{') depth += 1;
    else if (each === '}') depth -= 1;
    else if ((each === ',' && depth === 0) || each === undefined) {
      found.push(list.slice(start, at));
      start = at + 1;
    }
  }
  return found.filter((each) => each.trim() !== '');
}
