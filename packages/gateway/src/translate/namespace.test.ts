import { expect, it } from 'vitest';
import { apart, inNamespace } from './namespace.ts';
import { readOpenaiResponses } from './read/openai-responses.ts';
import { Signatures } from './signatures.ts';

it('a name in a namespace is one name for other wires, and two again in the answer', () => {
  const joined = inNamespace('mcp__bakery', 'count_loaves');
  expect(joined).toMatch(/^[\w-]{1,64}$/);
  expect(apart(joined)).toEqual({ name: 'count_loaves', namespace: 'mcp__bakery' });
  expect(apart('exec_command')).toEqual({ name: 'exec_command' });
  expect(inNamespace(null, 'bake')).toBe('bake');
});

it('tools in a namespace are offered, and calls of them are remembered by the same name', () => {
  const parameters = { type: 'object', properties: {} };
  const tools = [
    { type: 'function', name: 'bake', parameters },
    { type: 'namespace', name: 'mcp__bakery', tools: [{ type: 'function', name: 'count_loaves', parameters }] },
  ];
  const input = [{ type: 'function_call', call_id: '1', name: 'count_loaves', namespace: 'mcp__bakery', arguments: '{}' }];
  const { options } = readOpenaiResponses({ input, tools }, new Signatures());
  expect(options.tools?.map(({ name }) => name)).toEqual(['bake', 'mcp__bakery--count_loaves']);
  expect(JSON.stringify(options.prompt)).toContain('"toolName":"mcp__bakery--count_loaves"');
});
