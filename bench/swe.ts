/**
 * Pipeline conformance over SWE-bench: a scripted model on a socket plays the solution through our own agent's tools, by the gateway, in
 * the jail, and every instance has to be resolved; then it claims, tampers, breaches, loops, babbles, refuses and crashes, and each has
 * to end unresolved with the right reason. It says nothing of what a real model resolves: `gw bench swe --agent groundwork` does.
 *
 *   npm run bench:swe -- --mirror DIR --instances ID,... [--out DIR] [--others N] DATASET...
 */
import { openGateway } from '@groundwork/gateway';
import { budgetSchema } from '@groundwork/gateway/budget';
import { scriptedModel } from '@groundwork/gateway/testing';
import { silentHost } from '@groundwork/host';
import { placesIn, readInstances, selectInstances, solveInstances, type Instance, type Solved } from '@groundwork/swe-bench';
import { behaviours, filesOf, ownAgent, scriptFor, type Behaviour } from '@groundwork/swe-bench/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mirror: { type: 'string' },
    instances: { type: 'string', default: '' },
    out: { type: 'string', default: 'swe-conformance' },
    others: { type: 'string', default: '1' },
    behaviours: { type: 'string', default: Object.keys(behaviours).join(',') },
    parallel: { type: 'string', default: '1' },
  },
});

const all: Instance[] = [];
for (const file of positionals) all.push(...(await readInstances(file)));
const ids = values.instances.split(',').filter((id) => id !== '');
const instances = selectInstances(all, { ids, repositories: [], limit: null });
const folder = mkdtempSync(join(tmpdir(), 'swe-conformance-'));
let playing: Behaviour = 'oracle';
const model = await scriptedModel(scriptFor(instances, () => playing));
const gateway = await openGateway({ providers: [model.provider()], listen: { socket: join(folder, 'gateway.sock') }, ledger: null });

const wanted = values.behaviours.split(',').filter((name): name is Behaviour => name in behaviours);
let wrong = 0;
try {
  for (playing of wanted) {
    // Every instance has to be resolved; how a behaviour ends does not depend on the instance, and is shown on some.
    const some = playing === 'oracle' ? instances : instances.slice(0, Number(values.others));
    const solved = await solveInstances(some, {
      places: placesIn(),
      mirror: values.mirror === undefined ? null : resolve(values.mirror),
      out: resolve(values.out, playing),
      parallel: Number(values.parallel),
      timeoutMs: 1_800_000,
      keep: true,
      host: {
        ...silentHost,
        notify: (event) => {
          if (event.type === 'finished') say(process.stderr, `  ${event.task}  ${event.detail ?? ''}  ${Math.round(event.ms / 1000)} s`);
        },
      },
      agent: ownAgent(),
      gateway,
      model: { provider: 'scripted', id: playing },
      ticket: { budget: { ...budgetSchema.parse({}), minutes: 30 }, scope: ({ gold }) => filesOf(gold) },
    });
    const right = solved.filter((each) => isRight(playing, each));
    wrong += some.length - right.length;
    say(process.stdout, `${playing.padEnd(12)} ${right.length} of ${some.length} ended as they should: ${behaviours[playing]}`);
    for (const each of solved) if (!right.includes(each)) say(process.stdout, `  ${each.instance_id}: ${each.reason} ${each.why}`);
  }
} finally {
  await gateway.close();
  await model.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = wrong === 0 ? 0 : 1;

function say(to: NodeJS.WritableStream, line: string): void {
  to.write(`${line}\n`);
}

function isRight(behaviour: Behaviour, { reason, report }: Solved): boolean {
  return reason === behaviours[behaviour] && (report?.resolved ?? false) === (behaviour === 'oracle');
}
