import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { missingFileVariable, type Missing } from './requirement.ts';

/** Counts of one run, for `.ci/run`. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Prints what was skipped and how to get it, and writes the counts to the file that GROUNDWORK_TEST_COUNTS names. */
export class SummaryReporter implements Reporter {
  readonly #folder = mkdtempSync(join(tmpdir(), 'groundwork-tests-'));

  onInit(): void {
    // Inherited by the processes the tests run in.
    process.env[missingFileVariable] = join(this.#folder, 'missing.jsonl');
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts = countTests(modules, unhandled.length);
    const file = process.env['GROUNDWORK_TEST_COUNTS'];
    if (file) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(counts));
    }
    const text = summary(this.#missing(), counts);
    if (text !== '') process.stdout.write(`${text}\n`);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #missing(): Missing[] {
    const file = join(this.#folder, 'missing.jsonl');
    if (!existsSync(file)) return [];
    const lines = new Set(readFileSync(file, 'utf8').trim().split('\n'));
    return [...lines].map((line): Missing => JSON.parse(line));
  }
}

function countTests(modules: readonly TestModule[], unhandled: number): TestCounts {
  const counts = { passed: 0, failed: unhandled, skipped: 0 };
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') counts.passed += 1;
      else if (state === 'failed') failedHere += 1;
      else counts.skipped += 1;
    }
    // A file that does not load, or a hook that throws, fails without a failed test.
    if (failedHere === 0 && !module.ok()) failedHere = 1;
    counts.failed += failedHere;
  }
  return counts;
}

/** The lines that name what is missing here; empty when nothing was skipped. */
export function summary(missing: readonly Missing[], { skipped }: Pick<TestCounts, 'skipped'>): string {
  if (missing.length === 0) return skipped === 0 ? '' : `\n ${skipped} skipped`;
  const width = Math.max(...missing.map(({ what }) => what.length));
  const lines = missing.toSorted((a, b) => a.what.localeCompare(b.what)).map(({ what, get }) => `   ${what.padEnd(width)}  ${get}`);
  return `\n ${skipped} skipped, for what this machine does not have:\n${lines.join('\n')}`;
}
