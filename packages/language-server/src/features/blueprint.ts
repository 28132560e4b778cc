import { blueprintChanged, blueprintRequest, type BlueprintState } from '../protocol.ts';
import { tell, type Feature } from '../session.ts';
import type { Snapshot } from '../workspace/workspace.ts';

/** What the map and the side bar are drawn from. */
export const blueprintFeature: Feature = {
  capabilities: {},
  start: (session) => {
    const { connection, workspace } = session;
    connection.onRequest(blueprintRequest, async () => stateOf(await workspace.settled()));
    let told: BlueprintState | null = null;
    workspace.onRead((snapshot) => {
      const state = stateOf(snapshot);
      if (told && told.blueprint === state.blueprint && isSame(told.problems, state.problems)) return;
      told = state;
      tell(session, blueprintChanged, state);
    });
  },
};

const stateOf = ({ blueprint, problems }: Snapshot): BlueprintState => ({ blueprint, problems: [...problems] });

const isSame = (a: BlueprintState['problems'], b: BlueprintState['problems']): boolean => JSON.stringify(a) === JSON.stringify(b);
