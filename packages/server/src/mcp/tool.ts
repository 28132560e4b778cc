import type { ToolAnnotations } from '@modelcontextprotocol/server';
import type { Host } from '@groundwork/host';
import type { z } from 'zod';
import type { Workspace } from '../rpc/workspace.ts';

/** What every call has at hand. */
export interface Desk {
  readonly workspace: Workspace;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person agreed beforehand that commands of the repository run: in a ticket's jail, or by `--yes`. */
  readonly consents: boolean;
  /** Hides values of secrets. */
  readonly mask: (text: string) => string;
}

export interface CallContext extends Desk {
  /** Progress of this call goes to the client; its signal is the client's. */
  readonly host: Host;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  readonly annotations: ToolAnnotations;
  run(input: unknown, context: CallContext): Promise<Record<string, unknown>>;
}

/** What a tool does to the world, as hints to the client. */
const hints = {
  nothing: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  /** It asks a service outside of this machine, and changes nothing. */
  asks: { readOnlyHint: true, idempotentHint: true, openWorldHint: true },
  files: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  processes: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  /** It runs what the repository, or the caller, says. */
  anything: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
} as const satisfies Record<string, ToolAnnotations>;

export interface Definition<Input extends z.ZodObject, Output extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  /** For a model: what it gets, and when it is of use. */
  readonly description: string;
  readonly changes: keyof typeof hints;
  readonly input: Input;
  readonly output: Output;
  run(input: z.output<Input>, context: CallContext): Promise<z.input<Output>>;
}

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>({
  changes,
  run,
  ...definition
}: Definition<Input, Output>): Tool {
  return {
    ...definition,
    annotations: { title: definition.title, ...hints[changes] },
    run: async (input, context) => definition.output.parse(await run(definition.input.parse(input), context)),
  };
}
