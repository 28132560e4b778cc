import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shellProfiles } from './shell.ts';

it('the shells of this machine are those that are there, each once, the own one first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shells-'));
  const list = join(folder, 'shells');
  writeFileSync(list, '# shells\n/bin/sh\n/usr/bin/sh\n/bin/no-such-shell\n/bin/bash\n/bin/rbash\n');
  expect(shellProfiles({ SHELL: '/bin/bash' }, list)).toEqual([
    { name: 'bash', path: '/bin/bash', isDefault: true },
    { name: 'sh', path: '/bin/sh', isDefault: false },
  ]);
  rmSync(folder, { recursive: true });
});
