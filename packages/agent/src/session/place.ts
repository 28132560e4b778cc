import type { McpServer } from '@agentclientprotocol/sdk';
import { exitCodes, GroundworkError } from '@groundwork/host';
import type { AgentSetup } from '../agents/table.ts';
import type { Jail } from '../jail/jail.ts';
import { openJail } from '../jail/open.ts';
import type { Session } from './session.ts';
import { openTreeJails, ports } from './tree-jails.ts';

/** What the jails of one session share on this machine. */
export interface Place {
  readonly agent: AgentSetup & { readonly command: readonly string[] };
  readonly mcpServers: readonly McpServer[];
  /** For the agent: with a door to its model. */
  openForAgent(readOnly: boolean): Promise<Jail>;
  /** For a clean tree: without one. */
  openForTree(folder: string): Promise<Jail>;
  close(): Promise<void>;
}

/** Opens the doors: a grant of the gateway, and the proxy to registries. */
export async function openPlace(session: Session): Promise<Place> {
  const { gateway, agent, tools, model } = session.options;
  const { address } = gateway;
  if (address === null || !('socket' in address)) throw noSocket();
  const trees = await openTreeJails(session.options);
  const { outfit, registries } = trees;
  const grant = gateway.grant({ subject: session.subject, budget: session.modelBudget(), model });
  session.hide(grant.token);
  const setup = setupOf(session, grant.token);
  return {
    agent: { ...setup, command: [...agent.command, ...setup.args] },
    mcpServers: tools === null ? [] : [mcpOf(tools.command)],
    openForAgent: (readOnly) =>
      openJail({
        folder: session.folder.snapshot,
        home: session.folder.home,
        readOnly,
        doors: [{ socket: address.socket, port: ports.gateway }, registries],
        ...outfit,
        readable: [...outfit.readable, ...agent.folders, ...(tools?.folders ?? [])],
        files: { ...outfit.files, ...setup.files },
      }),
    openForTree: (tree) => trees.open(tree),
    close: async () => {
      grant.revoke();
      await trees.close();
    },
  };
}

/** By the table; another agent finds its model by the variables that clients of the wires read by themselves. */
function setupOf({ options: { agent } }: Session, token: string): AgentSetup {
  const url = `http://127.0.0.1:${ports.gateway}`;
  if (agent.known !== null) return agent.known.setup({ url, token });
  const env = {
    OPENAI_BASE_URL: `${url}/openai/v1`,
    OPENAI_API_KEY: token,
    ANTHROPIC_BASE_URL: `${url}/anthropic`,
    ANTHROPIC_API_KEY: token,
    GOOGLE_GEMINI_BASE_URL: `${url}/google`,
    GEMINI_API_KEY: token,
  };
  return { args: [], env, files: {} };
}

function mcpOf([command = '', ...args]: readonly string[]): McpServer {
  // In the jail everything may be run.
  return { name: 'groundwork', command, args: [...args, 'mcp', '--yes'], env: [] };
}

const noSocket = (): GroundworkError =>
  new GroundworkError({
    code: 'session.gateway',
    message: 'The gateway of a session listens on a socket, which is the only door out of its jail',
    fix: 'Open it with `listen: { socket }`',
    exit: exitCodes.usage,
  });
