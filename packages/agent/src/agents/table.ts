import type { Wire } from '@groundwork/gateway';
import { codex } from './codex.ts';
import { gemini } from './gemini.ts';
import { opencode } from './opencode.ts';
import { own } from './own.ts';

/** Where an agent finds its model: the gateway, which gives the model of the ticket whatever name it is asked for. */
export interface ModelDoor {
  /** Of the gateway, without a path: `http://127.0.0.1:4100`. */
  readonly url: string;
  readonly token: string;
}

/** What an agent is started with besides its program. */
export interface AgentSetup {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Relative to its home, which is of this session alone. */
  readonly files: Readonly<Record<string, string>>;
}

/** An agent of the Agent Client Protocol that is known to work: one row of the table. */
export interface KnownAgent {
  /** As a person writes it: `gw solve --agent opencode`. */
  readonly name: string;
  readonly title: string;
  /** Of npm, as it was tested; `null` for ours, which is in the command line. */
  readonly package: { readonly name: string; readonly version: string } | null;
  /** What the package installs, and what is looked for on PATH. */
  readonly program: string;
  readonly wire: Wire;
  setup(door: ModelDoor): AgentSetup;
  /** Its session modes by what they are for; `null` where it has none. */
  readonly modes: {
    /** Reads and changes nothing. */
    readonly plan: string | null;
    /** Asks before it changes anything; what is permitted decides. */
    readonly ask: string | null;
    /** Asks nothing: for a jail. */
    readonly work: string | null;
  };
  /**
   * Whether `plan` and `ask` are kept by a sandbox of its own. There can be none within a jail: there it is told to work, and planning
   * is kept by a folder that cannot be written.
   */
  readonly ownSandbox: boolean;
}

/** Ours first: it is there without anything else. */
export const knownAgents: readonly KnownAgent[] = [own, opencode, gemini, codex];
