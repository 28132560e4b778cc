/**
 * Measures how fast a plan is made, on a folder of blueprints (`*.json`) or of repositories, one below the other:
 *   npm run bench:plan -- FOLDER
 * Prints, for the largest blueprint and for a synthetic one of 200 services and 60 resources, what each target takes from the blueprint to
 * its files and items: the first time in this process, and the median after that, beside writing the same output as JSON in the same run.
 * In brackets is what the processor worked for it, on average: on a machine that does other things as well the rest is waiting.
 */
import { blueprintSchema, cloudTargets, type Blueprint, type CloudTarget } from '@groundwork/blueprint';
import { deriveDeployment, planDeployment, type Rendered, type Target } from '@groundwork/provision';
import { listPrices, scanFolder, targetTable } from '@groundwork/toolkit';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { silentHost } from '@groundwork/host';
import { synthetic } from './plan/synthetic.ts';

const rounds = 15;
const [, , folder] = process.argv;

if (folder) {
  const targets = await Promise.all(cloudTargets.map(async (name) => ({ name, target: await targetTable[name]?.() })));
  const here = targets.flatMap(({ name, target }) => (target ? [{ name, target }] : []));
  const missing = targets.filter(({ target }) => !target).map(({ name }) => name);
  if (missing.length > 0) line('not there', missing.join(', '));
  await report('largest', largestOf(await blueprintsIn(resolve(folder))), here, 200);
  await report('synthetic', synthetic(200, 60), here, 2000);
} else {
  process.stderr.write('usage: npm run bench:plan -- FOLDER_OF_BLUEPRINTS_OR_REPOSITORIES\n');
  process.exitCode = 2;
}

interface Timed {
  readonly first: number;
  readonly median: number;
  readonly processor: number;
}

async function report(
  what: string,
  blueprint: Blueprint,
  targets: readonly { readonly name: CloudTarget; readonly target: Target }[],
  goal: number,
): Promise<void> {
  line(what, `${blueprint.name}, ${blueprint.services.length} services, ${blueprint.resources.length} resources`);
  const all: { timed: Timed; floor: Timed; plan: Timed }[] = [];
  for (const { name, target } of targets) {
    const region = target.defaultRegion({});
    const { prices } = await listPrices(name, region, process.env);
    const derive = () => deriveDeployment(blueprint, { environment: 'staging', target: name, region, settings: { target: name } });
    const render = (): Rendered => target.render(derive(), { images: {}, given: new Set(), leaveOut: true });
    const timed = time(render);
    const rendered = render();
    const floor = time(() => JSON.stringify(rendered));
    const deployment = derive();
    const compared = { where: null, preview: null, uncompared: null, given: new Set<string>(), prices };
    const plan = time(() => planDeployment(deployment, rendered, compared));
    all.push({ timed, floor, plan });
    const size = `${Math.round(JSON.stringify(rendered).length / 1024)} KB, ${rendered.items.length} items`;
    line(`  ${name}`, `${timesOf(timed, floor)}   the plan of it ${ms(plan.median)}   ${size}`);
  }
  const sum = (pick: (each: (typeof all)[number]) => number): number => all.reduce((total, each) => total + pick(each), 0);
  const whole = (pick: (each: (typeof all)[number]) => Timed): Timed => ({
    first: sum((each) => pick(each).first),
    median: sum((each) => pick(each).median),
    processor: sum((each) => pick(each).processor),
  });
  line(
    `  all ${all.length}`,
    `${timesOf(
      whole(({ timed }) => timed),
      whole(({ floor }) => floor),
    )} (target ${goal} ms)`,
  );
}

function timesOf(timed: Timed, floor: Timed): string {
  const ratio = (timed.median / floor.median).toFixed(1);
  return `first ${ms(timed.first)}, median ${ms(timed.median)} (${ms(timed.processor)})   ${ratio} × JSON.stringify`;
}

function time(action: () => unknown): Timed {
  const times = Array.from({ length: rounds + 1 }, () => {
    const started = performance.now();
    const before = process.threadCpuUsage();
    action();
    const { user, system } = process.threadCpuUsage(before);
    return { passed: performance.now() - started, processor: (user + system) / 1000 };
  });
  const [first, ...others] = times;
  return {
    first: first?.passed ?? 0,
    median: medianOf(others.map(({ passed }) => passed)),
    processor: others.reduce((total, { processor }) => total + processor, 0) / others.length,
  };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

async function blueprintsIn(root: string): Promise<Blueprint[]> {
  const paths = readdirSync(root).map((name) => join(root, name));
  const files = paths.filter((path) => path.endsWith('.json'));
  if (files.length > 0) return files.flatMap((path) => blueprintSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? []);
  const blueprints: Blueprint[] = [];
  for (const path of paths) if (statSync(path).isDirectory()) blueprints.push((await scanFolder(path, { host: silentHost })).blueprint);
  return blueprints;
}

function largestOf(blueprints: readonly Blueprint[]): Blueprint {
  const sizeOf = ({ services, resources }: Blueprint): number => services.length + resources.length;
  const [largest] = blueprints.toSorted((left, right) => sizeOf(right) - sizeOf(left));
  if (!largest) throw new RangeError('there is no blueprint');
  return largest;
}

function line(name: string, text: string): void {
  process.stdout.write(`${name.padEnd(14)}${text}\n`);
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
