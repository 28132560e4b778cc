import { blueprintChanged, blueprintRequest, type BlueprintState } from '../protocol.ts';
import { tell, type Feature } from '../session.ts';
import type { Snapshot } from '../workspace/workspace.ts';

/** What the map and the side bar are drawn from. */
export const blueprintFeature: Feature = {
  capabilities: {},
  start: (session) => {
    const { connection, workspace } = session;
    connection.onRequest(blueprintRequest, async () => stateOf(await workspace.read()));
    let told: BlueprintState | null = null;
    let timer: NodeJS.Timeout | null = null;
    const tellNow = (): void => {
      timer = null;
      const snapshot = workspace.latest;
      if (!snapshot) return;
      const state = stateOf(snapshot);
      if (told && told.blueprint === state.blueprint && isSame(told.problems, state.problems)) return;
      told = state;
      tell(session, blueprintChanged, state);
    };
    workspace.onRead(() => {
      // It is large, and a picture of it need not move with every letter.
      if (told === null) tellNow();
      else timer ??= setTimeout(tellNow, apartMs).unref();
    });
  },
};

/** Between two messages with the whole blueprint. */
const apartMs = 200;

const stateOf = ({ blueprint, problems }: Snapshot): BlueprintState => ({ blueprint, problems: [...problems] });

const isSame = (a: BlueprintState['problems'], b: BlueprintState['problems']): boolean => JSON.stringify(a) === JSON.stringify(b);
