import { setTimeout as sleep } from 'node:timers/promises';
import { buyTea, lostOrders } from './orders.ts';
import { World, type Row } from './world.ts';

/** Kills the supervisor at random moments, while it comes up and while it is up, with somebody writing all the time. */
export async function killed(runs: number, seed: number): Promise<Row> {
  const world = new World().example('tea-shop');
  const wrong: string[] = [];
  const random = randomFrom(seed);
  try {
    const first = await world.up();
    if (first.code !== 0) return { fault: 'supervisor killed', runs: 0, wrong: [`the first up failed: ${first.said}`] };
    const { taken, stop } = buyTea(world);
    for (let run = 1; run <= runs; run += 1) {
      const before = world.state()?.run;
      if (world.state()?.phase !== 'up') void world.up();
      await sleep(random() * 4_000);
      const pid = world.state()?.supervisor?.pid;
      if (pid !== undefined) kill(pid);
      const left = await world.orphans();
      if (left > 0) wrong.push(`run ${run}: ${left} processes were left`);
      // Every second time what comes next is an `up` that is killed in turn.
      if (run % 2 === 0 && run < runs) continue;
      const { code, said } = await world.up();
      if (code !== 0) wrong.push(`run ${run}: the next up ended with ${code}: ${said.trim()}`);
      else if (world.state()?.run === before) wrong.push(`run ${run}: nothing was started anew`);
      const lost = code === 0 ? await lostOrders(world, taken) : [];
      if (lost.length > 0) wrong.push(`run ${run}: ${lost.length} orders were lost`);
    }
    await stop();
    return { fault: `supervisor killed at random moments (${taken.size} orders taken meanwhile)`, runs, wrong };
  } finally {
    await world.remove();
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It had ended.
  }
}

/** The same moments for the same seed (a linear congruential generator; constants of Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
