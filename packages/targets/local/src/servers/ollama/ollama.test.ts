import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { requestOf } from '../request.fixture.ts';
import { ollamaProvider } from './provider.ts';

let home: string;
const path = process.env['PATH'];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-ollama-'));
  process.env['PATH'] = home;
});

afterEach(() => {
  process.env['PATH'] = path;
  rmSync(home, { recursive: true });
});

const request = (model: string | null) => {
  const asked = requestOf('pilot', 'ollama', home);
  return { ...asked, told: { ...asked.told, variables: [{ name: 'PILOT_MODEL', property: 'model' as const, form: null, value: model }] } };
};

it('is told to its clients, and says which models are a person to pull', async () => {
  writeFileSync(join(home, 'ollama'), '#!/bin/sh\n', { mode: 0o755 });
  const { connection, warning } = await ollamaProvider.find(request('llama3.2'));
  expect(connection.environment).toEqual({ OLLAMA_HOST: 'http://127.0.0.1:4000' });
  expect(warning).toContain('OLLAMA_HOST=127.0.0.1:4000 ollama pull llama3.2');
  for (const none of [null, 'llama3.2; cat /etc/passwd']) expect((await ollamaProvider.find(request(none))).warning).toBeNull();
});

it('is not there without its program', async () => {
  await expect(Promise.resolve(ollamaProvider.find(request(null)))).rejects.toMatchObject({ exit: 3 });
});
