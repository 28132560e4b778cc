/**
 * Does to environments what happens to them, and checks that nothing is left behind, no acknowledged row is lost, no lock is stale and
 * the next `up` works:
 *   npm run bench:faults -- [--runs 50] [--seed 1] [--only killed,behaviour,port,disk]
 */
import { parseArgs } from 'node:util';
import { behaving, portTaken } from './faults/behaviour.ts';
import { fullDisk } from './faults/disk.ts';
import { killed } from './faults/killed.ts';
import type { Row } from './faults/world.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' }, only: { type: 'string' } },
});
const faults: Readonly<Record<string, () => Promise<Row | Row[]>>> = {
  killed: () => killed(Number(values.runs), Number(values.seed)),
  behaviour: behaving,
  port: () => portTaken(5),
  disk: () => fullDisk(6),
};

let bad = 0;
for (const [name, run] of Object.entries(faults)) {
  if (values.only !== undefined && !values.only.split(',').includes(name)) continue;
  for (const { fault, runs, wrong } of [await run()].flat()) {
    bad += wrong.length;
    process.stdout.write(`${wrong.length === 0 ? 'well ' : 'WRONG'}  ${runs} × ${fault}\n`);
    for (const line of wrong) process.stdout.write(`         ${line}\n`);
  }
}
process.exitCode = bad === 0 ? 0 : 1;
