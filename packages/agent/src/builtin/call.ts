import type { ToolCallContent, ToolKind } from '@agentclientprotocol/sdk';
import { isAbsolute, relative } from 'node:path';
import { runBash } from './bash.ts';
import { applyEdit, planEdit } from './edit.ts';
import type { McpTools } from './mcp.ts';
import { isReading } from './reading.ts';
import { bashSchema, editSchema } from './tools.ts';

export interface Place {
  readonly folder: string;
  /** What commands see: without the token of the model. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly mcp: McpTools;
}

export interface CallResult {
  readonly output: string;
  readonly isError: boolean;
}

/** One call of a tool as it is shown, asked for and run. */
export interface Call {
  readonly title: string;
  readonly kind: ToolKind;
  readonly isReading: boolean;
  readonly locations: { path: string; line?: number }[];
  /** What is known of it before it is run: the difference it would make. */
  readonly content: ToolCallContent[];
  readonly run: (options: { readonly signal: AbortSignal; readonly onOutput: (output: string) => void }) => Promise<CallResult>;
}

/** What a call would do; a string is what is wrong with it, for the model. */
export function prepareCall(name: string, input: unknown, place: Place): Call | string {
  if (name === 'bash') return bashCall(input, place);
  if (name === 'edit') return editCall(input, place);
  const tool = place.mcp.find(name);
  if (tool === null) return `There is no tool ${name}.`;
  if (typeof input !== 'object' || input === null) return `The input of ${name} has to be an object.`;
  return {
    title: tool.title,
    kind: tool.isReading ? 'read' : 'other',
    isReading: tool.isReading,
    locations: [],
    content: [],
    run: (options) => tool.call({ ...input }, options),
  };
}

function bashCall(input: unknown, { folder, env }: Place): Call | string {
  const parsed = bashSchema.safeParse(input);
  if (!parsed.success) return wrong('bash', parsed.error.issues);
  const { command } = parsed.data;
  const reads = isReading(command);
  const [first = '', ...more] = command.trim().split('\n');
  return {
    title: more.length > 0 || first.length > 100 ? `${first.slice(0, 100)} ...` : first,
    kind: reads ? 'read' : 'execute',
    isReading: reads,
    locations: [],
    content: [],
    run: async (options) => {
      const { exit, output } = await runBash(parsed.data, { cwd: folder, env, ...options });
      return { output: `exit ${exit ?? 'ended'}\n${output}`, isError: exit !== 0 };
    },
  };
}

function editCall(input: unknown, { folder }: Place): Call | string {
  const parsed = editSchema.safeParse(input);
  if (!parsed.success) return wrong('edit', parsed.error.issues);
  const edit = planEdit(folder, parsed.data);
  if ('problem' in edit) return edit.problem;
  const inside = relative(folder, edit.path);
  const name = isAbsolute(inside) ? edit.path : inside;
  return {
    title: edit.before === null ? `Make ${name}` : `Edit ${name}`,
    kind: 'edit',
    isReading: false,
    locations: [{ path: edit.path, line: edit.line }],
    content: [{ type: 'diff', path: edit.path, oldText: edit.before, newText: edit.after }],
    run: async () => {
      applyEdit(edit);
      return { output: `${edit.before === null ? 'Made' : 'Changed'} ${name}, line ${edit.line}.`, isError: false };
    },
  };
}

function wrong(name: string, issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  const said = issues.map(({ path, message }) => `${path.map(String).join('.') || 'input'}: ${message}`);
  return `The call of ${name} is malformed. ${said.join('; ')}`;
}
