import type { McpServer } from '@agentclientprotocol/sdk';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AgentSetup } from '../agents/table.ts';
import type { Jail } from '../jail/jail.ts';
import { openJail } from '../jail/open.ts';
import { ownFolder } from '../jail/scratch.ts';
import { outfitOf, type Outfit } from '../registries/outfit.ts';
import { openRegistryProxy } from '../registries/proxy.ts';
import { upstreamOf } from '../registries/reach.ts';
import type { SolveOptions } from './options.ts';
import type { Session } from './session.ts';

/** Loopback ports of a jail. */
export const ports = { gateway: 4100, registries: 4101 } as const;

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
  const { gateway, agent, tools, model, machine = { env: process.env, home: homedir(), etc: '/etc' } } = session.options;
  const { address } = gateway;
  if (address === null || !('socket' in address)) throw noSocket();
  const outfit = withEnvironment(outfitOf(machine, ports.registries), session.options.environment);
  const { folder, remove } = ownFolder('groundwork-doors-');
  const proxy = await openRegistryProxy({
    socket: join(folder, 'registries.sock'),
    allowed: outfit.allowed,
    upstream: upstreamOf(machine.env),
    refused: (host) =>
      session.options.host.notify({ type: 'note', level: 'warning', code: 'jail.refused', message: `Not reached from the jail: ${host}` }),
  });
  const grant = gateway.grant({ subject: session.subject, budget: session.modelBudget(), model });
  session.hide(grant.token);
  const setup = setupOf(session, grant.token);
  const registries = { socket: proxy.socket, port: ports.registries };
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
    openForTree: (tree) =>
      openJail({
        folder: tree,
        doors: [registries],
        ...withoutFiles(outfit),
        readable: [...outfit.readable, ...(tools?.folders ?? [])],
      }),
    close: async () => {
      grant.revoke();
      await proxy.close();
      remove();
    },
  };
}

const withEnvironment = (outfit: Outfit, more: SolveOptions['environment']): Outfit =>
  more === undefined ? outfit : { ...outfit, readable: [...outfit.readable, ...more.readable], env: { ...outfit.env, ...more.env } };
const withoutFiles = ({ readable, env, files }: Outfit): Pick<Outfit, 'readable' | 'env' | 'files'> => ({ readable, env, files });

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
