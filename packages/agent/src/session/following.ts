import type { Changes } from './changes.ts';
import type { Session } from './session.ts';

/** Between two looks, in milliseconds; a look that takes long is followed by a longer rest. */
const restMs = 500;
const restOfLook = 5;

/** Tells what is changed so far while an agent works: after its steps, one look at a time. None goes on when this is done. */
export async function followChanges<Result>(
  session: Session,
  look: () => Promise<Changes | null>,
  work: () => Promise<Result>,
): Promise<Result> {
  let seen = stepsOf(session);
  let told = JSON.stringify(session.state.files);
  let looking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const next = (ms: number): void => {
    timer = setTimeout(() => {
      looking = pass();
    }, ms);
  };
  const pass = async (): Promise<void> => {
    const steps = stepsOf(session);
    const began = performance.now();
    if (steps !== seen) {
      seen = steps;
      // Whoever looks on is not worth ending the work for.
      const changes = await look().catch(() => null);
      const files = JSON.stringify(changes?.files ?? null);
      if (changes !== null && files !== told && !isOver) {
        told = files;
        session.tell({ kind: 'changed', files: [...changes.files] });
      }
    }
    if (!isOver) next(Math.max(restMs, restOfLook * (performance.now() - began)));
  };
  next(restMs);
  try {
    return await work();
  } finally {
    isOver = true;
    clearTimeout(timer);
    await looking;
  }
}

/** How many steps that may have changed something came to their end. */
const stepsOf = ({ state }: Session): number =>
  state.tools.filter(({ tool, state: step }) => tool !== 'read' && (step === 'completed' || step === 'failed')).length;
