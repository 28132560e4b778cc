import { isSource, openFolder, readPlaced, resolveImport, Scanner, type Module, type Repository, type SyntaxNode } from '@groundwork/scan';

/** A use of a name, and where what it means is declared: told by the parser and the import rules of the scanner, not by the completion's own. */
export interface Use {
  readonly path: string;
  /** 0-based line of the use. */
  readonly line: number;
  readonly name: string;
  readonly declared: { readonly path: string; readonly line: number; readonly name: string };
  readonly by: 'import' | 'package';
}

export interface File {
  readonly path: string;
  readonly text: string;
  readonly module: Module;
  readonly declared: ReadonlyMap<string, number>;
}

export interface Truth {
  /** All files of the repository that are source. */
  readonly texts: ReadonlyMap<string, string>;
  readonly uses: readonly Use[];
}

const declares =
  /^(?:(?:generator_)?function_declaration|function_signature|(?:abstract_)?class_declaration|interface_declaration|type_alias_declaration|enum_declaration|variable_declarator|function_definition|class_definition|type_spec|type_alias|const_spec|var_spec|record_declaration|annotation_type_declaration|function_item|struct_item|enum_item|trait_item|union_item|const_item|static_item|type_item)$/;
/** What may stand between the top of a file and a declaration that is still at its top. */
const passes =
  /^(?:program|module|source_file|export_statement|ambient_declaration|lexical_declaration|variable_declaration|decorated_definition|type_declaration|const_declaration|var_declaration|var_spec_list|expression_statement)$/;
const imports =
  /^(?:import_statement|import_from_statement|import_declaration|use_declaration|export_statement|package_clause|package_declaration|mod_item)$/;
const names = /^(?:identifier|type_identifier|package_identifier)$/;

export async function truthOf(dir: string): Promise<Truth> {
  const tree = openFolder(dir);
  const { repository } = await new Scanner(tree).read({ operations: false });
  const texts = new Map<string, string>();
  const files = new Map<string, File>();
  const roots = new Map<string, SyntaxNode>();
  for (const { path } of await tree.files()) {
    const text = tree.read(path)?.text;
    if (text === undefined) continue;
    texts.set(path, text);
    if (!isSource(path) || text.length > 600_000) continue;
    const placed = await readPlaced(path, text);
    // Code inside of another format (a notebook, a component) is left out.
    if (!placed || placed.text !== text) continue;
    files.set(path, { path, text, module: placed.module, declared: topOf(placed.root, text) });
    roots.set(path, placed.root);
  }
  const byFolder = Map.groupBy(files.values(), ({ path }) => folderOf(path));
  const uses = [...files.values()].flatMap((file) =>
    usesIn(file, roots.get(file.path), files, byFolder.get(folderOf(file.path)) ?? [], repository),
  );
  return { texts, uses };
}

function topOf(root: SyntaxNode, text: string): Map<string, number> {
  const found = new Map<string, number>();
  const walk = (node: SyntaxNode): void => {
    for (const each of node.children) {
      const name = each.children.find(({ field }) => field === 'name');
      if (declares.test(each.type) && name) {
        const word = text.slice(name.start, name.end);
        if (!found.has(word)) found.set(word, lineAt(text, each.start));
      } else if (each.type === 'assignment' && each.children[0]?.type === 'identifier') {
        const word = text.slice(each.children[0].start, each.children[0].end);
        if (!found.has(word)) found.set(word, lineAt(text, each.start));
      }
      if (passes.test(each.type)) walk(each);
    }
  };
  walk(root);
  return found;
}

function usesIn(
  file: File,
  root: SyntaxNode | undefined,
  files: ReadonlyMap<string, File>,
  beside: readonly File[],
  repository: Repository,
): Use[] {
  if (!root) return [];
  const { path, text, module } = file;
  const byLocal = new Map(module.imports.map((each) => [each.local, each]));
  const sharesFolder = module.language === 'go' || module.language === 'java';
  const own = new Set<string>(file.declared.keys());
  const found: Use[] = [];
  const add = (node: SyntaxNode, declared: Use['declared'] | null, by: Use['by']): void => {
    if (declared && declared.path !== path)
      found.push({ path, line: lineAt(text, node.start), name: text.slice(node.start, node.end), declared, by });
  };
  const local = (node: SyntaxNode): void => {
    const name = text.slice(node.start, node.end);
    // `_` is Go's name for nothing.
    if (own.has(name) || name === '_') return;
    const fact = byLocal.get(name);
    if (fact?.name) add(node, declaration(fact.module, fact.name === 'default' ? name : fact.name, path, files, repository), 'import');
    else if (sharesFolder && !fact) {
      const others = beside.filter(
        (each) => each.path !== path && each.declared.has(name) && !(/_test\.go$/.test(each.path) && !/_test\.go$/.test(path)),
      );
      const [only] = others;
      if (only && others.length === 1) add(node, { path: only.path, line: only.declared.get(name) ?? 0, name }, 'package');
    }
  };
  const walk = (node: SyntaxNode): void => {
    if (imports.test(node.type) && !node.children.some((each) => each.field === 'declaration')) return;
    const [of, member] = node.children;
    if (
      /^(?:selector_expression|qualified_type|attribute|member_expression|scoped_identifier|scoped_type_identifier)$/.test(node.type) &&
      of &&
      member
    ) {
      const fact = byLocal.get(text.slice(of.start, of.end));
      if (fact && !fact.name)
        add(member, declaration(fact.module, text.slice(member.start, member.end), path, files, repository), 'import');
      else walk(node.type.startsWith('scoped') ? of : of);
      if (names.test(of.type)) local(of);
      return;
    }
    for (const each of node.children) {
      if (names.test(each.type) && each.field !== 'name' && !(each.field === 'property' || each.field === 'key' || each.field === 'label'))
        local(each);
      else walk(each);
    }
  };
  // A name that this file gives something of its own somewhere is not surely the imported one.
  collectOwn(root, text, own);
  walk(root);
  return found;
}

function collectOwn(node: SyntaxNode, text: string, own: Set<string>): void {
  for (const each of node.children) {
    const isName = /^(?:identifier|type_identifier)$/.test(each.type);
    const binds =
      each.field === 'name' && !/import|specifier|call|method_invocation|scoped|qualified|keyword_argument|aliased/.test(node.type);
    const isParameter = /parameters$|^(?:required_|optional_)?parameter$|formal_parameter|for_in_clause|_pattern$/.test(node.type);
    if (isName && (binds || isParameter)) own.add(text.slice(each.start, each.end));
    else collectOwn(each, text, own);
  }
}

/** Follows a name from an import through files that hand it on. */
function declaration(
  module: string,
  name: string,
  from: string,
  files: ReadonlyMap<string, File>,
  repository: Repository,
  depth = 0,
): Use['declared'] | null {
  for (const path of resolveImport(module, from, repository)) {
    const file = files.get(path);
    if (!file) continue;
    const line = file.declared.get(name);
    if (line !== undefined) return { path, line, name };
    if (depth > 5) continue;
    for (const each of file.module.imports) {
      if (each.local !== name && each.name !== '*') continue;
      const found = declaration(each.module, each.name === '*' || !each.name ? name : each.name, path, files, repository, depth + 1);
      if (found) return found;
    }
  }
  return null;
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

const starts = new Map<string, number[]>();
function lineAt(text: string, offset: number): number {
  let known = starts.get(text);
  if (!known) {
    known = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) known.push(at + 1);
    if (starts.size > 50) starts.clear();
    starts.set(text, known);
  }
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((known[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
