import type { Blueprint } from '@groundwork/blueprint';
import type { ChurnFigures } from '@groundwork/churn/figures';
import type { CompletionState, Problem } from '@groundwork/language-server/protocol';
import type { CloudEnvironment, CloudStatus, EnvironmentStatus, ResultOf, TicketSummary } from '@groundwork/protocol';

export type Secret = ResultOf<'secrets/list'>[number];

/** What a long step said last, while it runs. */
export interface Activity {
  readonly task: string;
  readonly label: string;
  readonly detail: string | null;
  /** When it began, and how long it runs by now, in milliseconds. */
  readonly since: number;
  readonly ms: number;
  /** How long it took last time. */
  readonly expectedMs: number | null;
}

/** An environment of a cloud or cluster, with what a window asked of its engine. */
export interface Cloud extends CloudEnvironment {
  readonly activities: readonly Activity[];
  /** What its engine said last, `null` while nobody asked. */
  readonly status: CloudStatus | null;
  /** Native things that others changed, `null` while nobody asked. */
  readonly drifted: readonly string[] | null;
}

export type Connection = 'starting' | 'connected' | 'lost' | 'unavailable';

/** Everything the editor shows, at one moment. Every view is a function of it. */
export interface Snapshot {
  readonly connection: Connection;
  /** Why there is no server, and what to do. */
  readonly unavailable: { readonly message: string; readonly fix: string | null } | null;
  readonly name: string;
  readonly example: boolean;
  readonly blueprint: Blueprint | null;
  readonly status: EnvironmentStatus | null;
  readonly secrets: readonly Secret[];
  /** What would fail in a deployment, as the editor underlines it. */
  readonly findings: readonly Problem[];
  /** Being brought up or put away, whichever window asked for it. */
  readonly busy: 'up' | 'down' | 'reset' | null;
  readonly activities: readonly Activity[];
  readonly clouds: readonly Cloud[];
  readonly tickets: readonly TicketSummary[];
  /** The account of lines, as far as it was read; `isOld`: there are newer commits. */
  readonly churn: { readonly figures: ChurnFigures | null; readonly isOld: boolean };
  /** Where inline completion stands, `null` while nobody said. */
  readonly completion: CompletionState | null;
}

export const emptySnapshot: Snapshot = {
  connection: 'starting',
  unavailable: null,
  name: '',
  example: false,
  blueprint: null,
  status: null,
  secrets: [],
  findings: [],
  busy: null,
  activities: [],
  clouds: [],
  tickets: [],
  churn: { figures: null, isOld: false },
  completion: null,
};
