// npm run ladder [-- FOLDER]: what every target renders of the examples and of the blueprints in FOLDER (`gw scan --json`, one a file),
// judged by every rung of its ladder. Prints a table: target, rung, how many blueprints, what was wrong, and what could not be checked.
import { deriveDeployment } from '@groundwork/provision';
import { exampleBlueprints, furtherBlueprints } from '@groundwork/provision/suite';
import { targetTable } from '@groundwork/toolkit';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [folder] = process.argv.slice(2);
const env = { ...process.env, ...(folder ? { [furtherBlueprints]: resolve(folder) } : {}) };
if (folder) process.env[furtherBlueprints] = resolve(folder);

const root = resolve(import.meta.dirname, '..');
const targets = ['kubernetes', 'aws', 'gcp', 'azure'] as const;

console.log('rendered                complete   with a named gap   failed');
for (const name of targets) {
  const target = await targetTable[name]();
  const counts = { complete: 0, gap: 0, failed: 0 };
  const gaps = new Map<string, number>();
  for (const [title, blueprint] of exampleBlueprints()) {
    try {
      const settings = { target: name };
      const deployment = deriveDeployment(blueprint, { environment: 'staging', target: name, region: target.defaultRegion({}), settings });
      const { unsupported } = target.render(deployment, { images: {}, given: new Set(), leaveOut: true });
      counts[unsupported.length === 0 ? 'complete' : 'gap'] += 1;
      for (const { type, why } of unsupported) gaps.set(`${type}: ${why}`, (gaps.get(`${type}: ${why}`) ?? 0) + 1);
    } catch (cause) {
      counts.failed += 1;
      console.error(`  ${name} ${title}: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }
  console.log(
    `  ${name.padEnd(20)} ${String(counts.complete).padStart(8)} ${String(counts.gap).padStart(18)} ${String(counts.failed).padStart(8)}`,
  );
  for (const [gap, times] of gaps) console.log(`      ${times} × ${gap}`);
}

// The rungs are tests: here they are climbed with more than the examples.
const scratch = mkdtempSync(join(tmpdir(), 'groundwork-ladder-'));
const report = join(scratch, 'report.json');
const rungs = targets.map((name) => `packages/targets/${name}/src`);
spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...rungs,
    '-t',
    'rung',
    '--reporter=json',
    `--outputFile=${report}`,
    '--testTimeout=1800000',
  ],
  { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] },
);
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the runner's own report
const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
rmSync(scratch, { recursive: true });
const climbed = testResults.flatMap(({ name, assertionResults }) =>
  assertionResults
    .map((each) => ({ ...each, rung: each.ancestorTitles.find((title) => title.startsWith('rung')) ?? '' }))
    .filter(({ rung }) => rung !== '')
    .map((each) => ({ ...each, target: targets.find((target) => name.includes(`/targets/${target}/`)) ?? '' })),
);
console.log(
  '\nrungs                                                                                    passed   failed   not checked here',
);
for (const [rung, all] of Map.groupBy(climbed, ({ target, rung: title }) => `${target.padEnd(11)} ${title}`)) {
  const count = (status: string): number => all.filter((each) => each.status === status).length;
  const [passed, wrong] = [count('passed'), count('failed')];
  const numbers = [passed, wrong, all.length - passed - wrong].map((number, at) => String(number).padStart([8, 8, 12][at] ?? 8));
  console.log(`  ${rung.slice(0, 84).padEnd(84)} ${numbers.join(' ')}`);
  for (const { title, failureMessages } of all.filter(({ status }) => status === 'failed'))
    console.log(`      ✘ ${title}\n${failureMessages.join('\n').slice(0, 2000)}`);
}
const failed = climbed.filter(({ status }) => status === 'failed').length;
process.exitCode = failed === 0 ? 0 : 1;
