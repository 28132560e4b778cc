import Ajv from 'ajv';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { findingsIn } from '../testing.fixture.ts';
import { toSarif } from './sarif.ts';

const require = createRequire(import.meta.url);
const ajv = new Ajv({ schemaId: 'auto', validateSchema: false, allErrors: true });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));

const files = {
  'package.json': '{ "name": "bakery", "scripts": { "start": "node server.js" }, "dependencies": { "express": "4" } }',
  'server.js':
    "import express from 'express';\nconst app = express();\nconst flour = () => fetch('http://localhost:9000/flour');\napp.listen(3000);\n",
  'a folder/notes.env': '',
};
const log = async (texts: Record<string, string>): Promise<Log> => {
  const found = await findingsIn(texts);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema was asked whether it is
  return toSarif(found, { rules, version: '1.0.0', textOf: (path) => texts[path] ?? null }) as Log;
};

interface Log {
  readonly runs: readonly [
    { readonly results: readonly { readonly ruleId: string; readonly partialFingerprints: Record<string, string> }[] },
  ];
}

test('a log that its schema accepts, with every finding', async () => {
  const made = await log(files);
  validate(made);
  expect(validate.errors ?? []).toEqual([]);
  expect(made.runs[0].results.length).toBeGreaterThan(2);
  expect(JSON.stringify(made)).toContain('"uriBaseId":"SRCROOT"');
});

test('the schema refuses what is no log', () => {
  expect(validate({ version: '2.1.0', runs: [{ results: [{ message: {} }] }] })).toBe(false);
});

test('fingerprints stay when lines are added above, and the same line twice has two', async () => {
  const prints = (made: Log): string[] =>
    made.runs[0].results.map(({ ruleId, partialFingerprints }) => `${ruleId} ${partialFingerprints['groundwork/v1']}`).toSorted();
  const before = prints(await log(files));
  expect(prints(await log({ ...files, 'server.js': `// Bread.\n\n${files['server.js']}` }))).toEqual(before);
  expect(new Set(before).size).toBe(before.length);
});
