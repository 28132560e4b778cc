import { GroundworkError } from '@groundwork/host';
import { down, isWell, status, up, type Status } from '@groundwork/toolkit';
import { z } from 'zod';
import { blueprintOf } from '../../environment/blueprint.ts';
import { defineTool, type CallContext } from '../tool.ts';

const reason = z.string().nullable().describe('Why it failed, and where');

const statusSchema = z.strictObject({
  services: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.string(),
      state: z.string().describe('starting, ready, done, scheduled, failed or stopped'),
      url: z.string().nullable(),
      exit: z.int().nullable(),
      reason,
    }),
  ),
  resources: z.array(z.strictObject({ name: z.string(), type: z.string(), state: z.string(), server: z.string().nullable(), reason })),
});

const said = (each: Status['services'][number]['reason']): string | null =>
  each &&
  [each.message, ...(each.where === null ? [] : [`in ${each.where}`]), ...(each.fix === null ? [] : [`fix: ${each.fix}`])].join('\n');

async function now({ workspace, host }: CallContext): Promise<z.input<typeof statusSchema>> {
  const { services, resources } = await status(workspace.dir, { host });
  return {
    services: services.map((each) => ({
      name: each.name,
      kind: each.kind,
      state: each.state,
      url: each.url,
      exit: each.exit,
      reason: said(each.reason),
    })),
    resources: resources.map(({ name, type, state, server, reason: why }) => ({ name, type, state, server, reason: said(why) })),
  };
}

export const statusTool = defineTool({
  name: 'status',
  title: 'What runs now',
  description: 'State and address of every service and resource of this repository on this machine, and why one failed.',
  changes: 'nothing',
  input: z.object({}),
  output: statusSchema,
  run: (_input, context) => now(context),
});

export const upTool = defineTool({
  name: 'up',
  title: 'Run it here',
  description:
    'Installs, builds and starts everything of the repository on this machine, with real databases: settles when all services are ready or one failed, and leaves them running until down. Runs commands of the repository, so a person has to have agreed to that once.',
  changes: 'processes',
  input: z.object({}),
  output: statusSchema.extend({ well: z.boolean() }),
  run: async (_input, context) => {
    const { workspace, consents, env, host } = context;
    const session = await up(workspace.dir, { host, yes: consents, attached: false, env, ask: async () => null }).catch(withFix);
    const stop = (): void => void session.stop().catch(() => {});
    host.signal.addEventListener('abort', stop);
    try {
      const well = isWell(await session.settled);
      return { well, ...(await now(context)) };
    } finally {
      host.signal.removeEventListener('abort', stop);
    }
  },
});

export const downTool = defineTool({
  name: 'down',
  title: 'Stop it',
  description: 'Stops everything that up started. Data stays.',
  changes: 'processes',
  input: z.object({}),
  output: statusSchema.extend({ stopped: z.boolean().describe('Something ran') }),
  run: async (_input, context) => {
    await blueprintOf(context.workspace).read();
    return { stopped: await down(context.workspace.dir), ...(await now(context)) };
  },
});

/** An assistant cannot agree to what a person has to: it is told what the person does. */
export function withFix(error: unknown): never {
  if (!(error instanceof GroundworkError) || error.code !== 'trust.needed') throw error;
  throw new GroundworkError({
    code: error.code,
    message: 'This runs commands of the repository, and the person has not agreed to that yet',
    ...(error.where === null ? {} : { where: error.where }),
    fix: 'Ask the person to run `gw up` in a terminal once: it shows the commands and asks. Do not do it for them.',
    exit: error.exit,
  });
}
