import { child, type Source, type SyntaxNode } from '../../syntax/node.ts';

/** A block after which nothing follows. */
export function leaves(body: SyntaxNode, source: Source): boolean {
  const last = statementsOf(body).at(-1);
  if (!last) return false;
  if (/^(return|continue|break|goto)_statement$/.test(last.type)) return true;
  return last.type === 'expression_statement' && gives.test(source.textOf(last));
}

const gives = /^(panic|os\.Exit|[\w.]*\.?(Fatal|Fatalf|Fatalln|Fatalw|Panic|Panicf|Panicln)|log\.\w+\(\)\.Fatal.*)\(|\.Fatal\(\)/;

const statementsOf = (body: SyntaxNode): readonly SyntaxNode[] =>
  (body.children[0]?.type === 'statement_list' ? body.children[0].children : body.children).filter((each) => each.type !== 'comment');

/** Names that a block demands a value of: it stops when `x == ""`, `len(x) == 0` or `!ok`. */
export function checkedNames(body: SyntaxNode, source: Source): Set<string> {
  const names = new Set<string>();
  for (const statement of statementsOf(body)) {
    if (statement.type !== 'if_statement') continue;
    const test = child(statement, 'condition');
    const then = child(statement, 'consequence');
    if (!test || !then || !stops(then, source)) continue;
    for (const part of source.textOf(test).split('||')) {
      const name = /^\s*(?:([\w.]+)\s*==\s*(?:""|``)|len\(([\w.]+)\)\s*(?:==\s*0|<\s*1)|!\s*([\w.]+))\s*$/.exec(part);
      const found = name?.[1] ?? name?.[2] ?? name?.[3];
      if (found) names.add(found);
    }
  }
  return names;
}

/** The program ends, or the function fails. */
export function stops(body: SyntaxNode, source: Source): boolean {
  return statementsOf(body).some((each) => {
    const text = source.textOf(each);
    return each.type === 'return_statement' ? /\b(errors|fmt|errs?)\.|\bErr[A-Z]\w*/.test(text) : gives.test(text);
  });
}
