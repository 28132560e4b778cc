import { scriptedModel } from '@groundwork/gateway/testing';
import { silentHost } from '@groundwork/host';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setModelBudget, useModel } from './change.ts';
import { openModels } from './open-models.ts';
import { modelFiles } from './settings.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'harbour-'))));
afterEach(() => rmSync(home, { recursive: true }));
const chat = (token: string) =>
  new Request('http://gateway/openai/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ model: 'any', messages: [{ role: 'user', content: 'Which berth?' }] }),
  });

test('the gateway is open to the model a person chose, and every process counts into one day', async () => {
  const model = await scriptedModel(() => ({ text: 'Berth 4', usage: { input: 90, output: 10 } }));
  const env = { HOME: home };
  try {
    await useModel(`pilot@${model.url}/v1`, { env });
    await setModelBudget('day', { tokens: 150 }, env);
    for (const [index, status] of [200, 200, 402].entries()) {
      const opened = await openModels(silentHost, { env });
      const { token } = opened.gateway.grant({ subject: `ticket-${index}`, budget: opened.budget, model: opened.model });
      const response = await opened.gateway.fetch(chat(token));
      expect(response.status).toBe(status);
      await opened.gateway.close();
    }
    expect(model.requests.map((request) => request.model)).toEqual(['pilot', 'pilot']);
    const [ledger = '', ...others] = readdirSync(dirname(modelFiles(env).ledger)).map((name) =>
      join(dirname(modelFiles(env).ledger), name),
    );
    expect(others).toEqual([]);
    expect(statSync(ledger).mode & 0o077).toBe(0);
    expect(readFileSync(ledger, 'utf8')).not.toContain('Berth');
  } finally {
    await model.close();
  }
});

test.each([
  [{ HOME: '' }, undefined, 'models.none'],
  [{ HOME: '' }, 'openai/gpt-5', 'models.no_key'],
  [{ HOME: '' }, 'gpt-5', 'models.unknown'],
])('without what it needs it says so: %j %s', async (env, model, code) => {
  await expect(openModels(silentHost, { env: { ...env, HOME: home }, model })).rejects.toMatchObject({
    code,
    fix: expect.stringMatching(/./),
  });
});

test('a file that is no JSON is named, not overwritten, and not quoted', async () => {
  const files = modelFiles({ HOME: home });
  await useModel('ollama/qwen2.5-coder:7b', { env: { HOME: home } });
  writeFileSync(files.settings, '{ "use": sk-secret');
  const failed = await useModel('ollama/qwen2.5-coder:7b', { env: { HOME: home } }).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: 'models.settings', where: files.settings });
  expect(String(failed)).not.toContain('sk-secret');
  expect(readFileSync(files.settings, 'utf8')).toBe('{ "use": sk-secret');
});
