import type { Expression } from '../../syntax/expression.ts';
import { child, type Source, type SyntaxNode } from '../../syntax/node.ts';

/** Flags that a signal sets or clears: `while not self.shutdown`, `while not stop.is_set()`, `while running`. */
const stopFlag = /(stop|shut_?down|exit|quit|terminat|kill|closed|interrupt|cancel)/i;
const runFlag = /^_?(is_)?(running|alive|active|keep_?(going|running)|should_run)$/i;

/** Calls that wait for the next thing to do; waiting some time is also how a script waits for a server to come up. */
const waits =
  /^(poll|recv|receive|receive_message|receive_messages|get_message|brpop|blpop|brpoplpush|bzpopmin|xread|xreadgroup|listen|consume|fetch|getone|getmany|run_pending|watch|accept|dequeue|reserve|next_event|get_updates|select)$/;

/** Whether a `while` goes on until the process is stopped. */
export function isEndless(test: Expression, body: SyntaxNode | null, source: Source): boolean {
  if (test.kind === 'not') return stopFlag.test(nameOf(test.operand)) && !runFlag.test(nameOf(test.operand));
  if (test.kind === 'name' || test.kind === 'member') return runFlag.test(nameOf(test));
  if (test.kind !== 'literal' || !test.value || !body) return false;
  // A generator goes on only as long as somebody asks for more.
  return !yieldsIn(body) && (!leavesByItself(body) || waitsIn(body, source));
}

const yieldsIn = (node: SyntaxNode): boolean =>
  node.children.some((each) => each.type === 'yield' || (!/^(function_definition|lambda)$/.test(each.type) && yieldsIn(each)));

function nameOf(expression: Expression): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'member')
    return `${expression.object.kind === 'name' || expression.object.kind === 'member' ? expression.object.name : ''}.${expression.name}`.replace(
      /^(self|cls|this)?\./,
      '',
    );
  return expression.kind === 'call' ? nameOf(expression.callee) : '';
}

/** A `break` or `return` of the loop's own, other than what an exception leads to. */
function leavesByItself(node: SyntaxNode): boolean {
  return node.children.some((each) => {
    if (each.type === 'break_statement' || each.type === 'return_statement') return true;
    if (/^(except_clause|except_group_clause|function_definition|class_definition|lambda)$/.test(each.type)) return false;
    if (each.type === 'while_statement' || each.type === 'for_statement') return returns(each);
    return leavesByItself(each);
  });
}

const returns = (node: SyntaxNode): boolean =>
  node.children.some(
    (each) => each.type === 'return_statement' || (!/^(except_clause|function_definition|lambda)$/.test(each.type) && returns(each)),
  );

function waitsIn(node: SyntaxNode, source: Source): boolean {
  return node.children.some((each) => {
    if (each.type === 'call') {
      const callee = child(each, 'function');
      const name = callee ? source.textOf(callee).split('.').at(-1) : undefined;
      if (name !== undefined && waits.test(name)) return true;
    }
    return waitsIn(each, source);
  });
}
