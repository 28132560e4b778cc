import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { perLine } from './lines.ts';
import type { LogParser, TestStatus } from './status.ts';

export const cargo = perLine({ line: /^test\s+(?<test>\S+)\s+\.\.\.\s+(?<status>\w+)$/, statuses: { ok: 'PASSED', FAILED: 'FAILED' } });

export const goTest = perLine({
  line: /^--- (?<status>PASS|FAIL|SKIP): (?<test>.+) \(.+\)$/,
  statuses: { PASS: 'PASSED', FAIL: 'FAILED', SKIP: 'SKIPPED' },
});

export const redis = perLine({
  line: /^\[(?<status>ok|err|skip|ignore)\]:\s(?<test>.+?)(?:\s\(\d+\s*m?s\))?$/,
  statuses: { ok: 'PASSED', err: 'FAILED', skip: 'SKIPPED', ignore: 'SKIPPED' },
  // A failure says in which file it is.
  name: (test, status) => (status === 'FAILED' ? test.replace(/\s+in\s+\S+$/, '') : test),
});

export const jq = perLine({ line: /^(?<status>PASS|FAIL):\s(?<test>.+)$/, statuses: { PASS: 'PASSED', FAIL: 'FAILED' } });

export const micropython = perLine({
  line: /^(?<status>pass|FAIL|skip)\s+(?<test>.+)$/,
  statuses: { pass: 'PASSED', FAIL: 'FAILED', skip: 'SKIPPED' },
});

export const googletest = perLine({
  line: /^.*\[\s*(?<status>OK|FAILED)\s*\]\s(?<test>.*)\s\(.*\)$/,
  statuses: { OK: 'PASSED', FAILED: 'FAILED' },
});

const many = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .union([z.array(shape), shape.transform((one) => [one]), z.literal('').transform(() => [])])
    .optional()
    .transform((list) => list ?? []);
const expression = z.object({ success: z.string() });
const subcase = z.object({ name: z.string(), Expression: many(expression) });
const testcase = z.object({ name: z.string(), SubCase: many(subcase) });
const report = z.object({ doctest: z.object({ TestSuite: z.object({ TestCase: many(testcase) }) }) });

/** `-s -r=xml` of doctest: a subcase passed when all its expressions did. */
export const doctest: LogParser = (log) => {
  const start = log.indexOf('<doctest');
  const end = log.indexOf('</doctest>', start);
  const results = new Map<string, TestStatus>();
  if (start === -1 || end === -1) return results;
  const parsed = report.safeParse(
    new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(log.slice(start, end + '</doctest>'.length)),
  );
  for (const { name, SubCase } of parsed.data?.doctest.TestSuite.TestCase ?? [])
    for (const { name: sub, Expression } of SubCase)
      results.set(`${name} > ${sub}`, Expression.every(({ success }) => success === 'true') ? 'PASSED' : 'FAILED');
  return results;
};
