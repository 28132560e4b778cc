/**
 * Pipeline conformance over SWE-bench: a scripted model on a socket plays the solution through our own agent's tools, by the gateway, in
 * the jail, and every instance has to be resolved; then it claims, tampers, breaches, loops, babbles, refuses and crashes, and each has
 * to end unresolved with the right reason. It says nothing of what a real model resolves: `gw bench swe --agent groundwork` does.
 *
 *   npm run bench:swe -- --mirror DIR --instances ID,... [--behaviours NAME,...] [--out DIR] DATASET...
 *   npm run bench:swe -- [--out DIR]                     the table of what was run so far
 *
 * It may be killed at any time and is taken up by the same command. Instances are done in the order they are given.
 */
import { silentHost } from '@groundwork/host';
import { placesIn, readInstances, selectInstances, type Instance } from '@groundwork/swe-bench';
import { behaviourNames, conformanceTable, held, playAll, readPlayed } from '@groundwork/swe-bench/testing';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mirror: { type: 'string' },
    instances: { type: 'string', default: '' },
    out: { type: 'string', default: 'swe-conformance' },
    behaviours: { type: 'string', default: behaviourNames.join(',') },
    parallel: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});
const listed = (text: string): readonly string[] => text.split(',').filter((word) => word !== '');
const out = resolve(values.out);

const all: Instance[] = [];
for (const file of positionals) all.push(...(await readInstances(file)));
const ids = listed(values.instances);
const instances = selectInstances(all, { ids, repositories: [], limit: null });
const wanted = behaviourNames.filter((name) => listed(values.behaviours).includes(name));
await playAll(
  instances.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id)),
  wanted,
  {
    places: placesIn(),
    mirror: values.mirror === undefined ? null : resolve(values.mirror),
    out,
    parallel: Number(values.parallel),
    timeoutMs: 1_800_000,
    keep: values.keep,
    host: {
      ...silentHost,
      notify: (event) => {
        if (event.type === 'finished') process.stderr.write(`${event.task}  ${event.detail ?? ''}  ${Math.round(event.ms / 1000)} s\n`);
      },
    },
  },
);
const played = readPlayed(out);
process.stdout.write(`${conformanceTable(played)}\n`);
process.exitCode = played.every((each, index) => held(each) || played.findLastIndex(sameAs(each)) > index) ? 0 : 1;

function sameAs(one: (typeof played)[number]): (other: (typeof played)[number]) => boolean {
  return ({ instance_id, behaviour }) => instance_id === one.instance_id && behaviour === one.behaviour;
}
