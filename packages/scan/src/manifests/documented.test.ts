import { expect, test } from 'vitest';
import { readmeReader } from './readme.ts';
import { startScriptReader } from './start-script.ts';

test('a README tells which variables can be set', () => {
  const text = [
    '# Harbour',
    '| Variable | What |',
    '|---|---|',
    '| `TIDE_TABLE` | where the tides are |',
    '| BERTHS | how many |',
    '- `PILOT_KEY`: the key of the pilots',
    '- **PILOT_NAME**: the name',
    '- `POST` - asks for a berth',
    '```',
    'export LIGHT_HOUSE=on',
    'docker run -e FOG_HORN=loud -e POSTGRES_PASSWORD=secret harbour',
    'const QUAY_LENGTH = 12',
    '```',
    'Set MAX_DRAUGHT in the code.',
  ].join('\n');
  expect(readmeReader.read('README.md', text)?.variables.map((each) => `${each.name}:${each.evidence.line}`)).toEqual([
    'TIDE_TABLE:4',
    'PILOT_KEY:6',
    'PILOT_NAME:7',
    'LIGHT_HOUSE:10',
    'FOG_HORN:11',
    'BERTHS:5',
  ]);
  expect(readmeReader.read('README.md', '- GET\n- POST\n- BERTHS: how many\n')).toBeNull();
});

test('a script that starts a service reads variables', () => {
  const text =
    '#!/bin/bash\n: "${PILOT_KEY:?missing}"\nexec gunicorn --workers ${WORKERS:-2} --bind :${PORT:-9090} ${EXTRA-} app:app # ${COMMENT}\n';
  expect(startScriptReader.read('start.sh', text)?.variables.map(({ name, value, required }) => [name, value, required])).toEqual([
    ['PILOT_KEY', null, true],
    ['WORKERS', '2', false],
    ['EXTRA', null, false],
  ]);
  expect(startScriptReader.matches('docker-entrypoint.sh')).toBe(true);
  expect(startScriptReader.matches('scripts/run_tests.sh')).toBe(false);
});
