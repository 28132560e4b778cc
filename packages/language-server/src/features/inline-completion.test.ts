import { scriptedModel, type ScriptedModel } from '@groundwork/gateway/testing';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InlineCompletionItem } from 'vscode-languageserver';
import { harbour, openEditor, until, type Editor } from '../editor.fixture.ts';
import type { CompletionState } from '../protocol.ts';

let editor: Editor;
let model: ScriptedModel;
let home: string;
let states: CompletionState[];

const path = 'berths/arrive.py';
const head = 'from settings import Settings\n\n\ndef arrive(settings: Settings):\n    ';

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'harbour-home-'));
  vi.stubEnv('XDG_CONFIG_HOME', join(home, 'config'));
  vi.stubEnv('XDG_STATE_HOME', join(home, 'state'));
  model = await scriptedModel(() => ({ text: 'return settings.tide_table\n\n\ndef leave():\n' }));
  editor = await openEditor({ ...harbour, [path]: `${head}\n`, '.env': 'PILOT_API_KEY=\n', '.gitignore': 'berths/settings.py\n' });
  states = [];
  editor.connection.onNotification('groundwork/completionChanged', (state: CompletionState) => void states.push(state));
});
afterEach(async () => {
  editor.close();
  await model.close();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const use = (chosen: string): Promise<void> =>
  editor.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { groundwork: { model: chosen, completion: { pause: 0 } } },
  });
const mine = (): string => `qwen2.5-coder@${model.url}/v1`;
const ask = async (file = path, line = 4, character = 4): Promise<string[]> => {
  const items = await editor.ask<InlineCompletionItem[]>('textDocument/inlineCompletion', file, {
    position: { line, character },
    context: { triggerKind: 1 },
  });
  return items.map(({ insertText }) => (typeof insertText === 'string' ? insertText : insertText.value));
};

describe('inline completion', () => {
  it('is off until a model is configured, and then is there', async () => {
    editor.open(path);
    expect(await ask()).toEqual([]);
    expect(states.at(-1)).toEqual({ state: 'off', model: null, why: null });
    await use(mine());
    expect(await ask()).toEqual(['return settings.tide_table']);
    expect(states.at(-1)?.state).toBe('ready');
    await use('off');
    expect(await ask()).toEqual([]);
    expect(model.requests).toHaveLength(1);
  });

  it('shows the model the variables of the service, and nothing that git leaves out', async () => {
    editor.open(path);
    await editor.blueprint();
    await use(mine());
    await ask();
    const said = JSON.stringify(model.requests[0]?.body);
    expect(said).toContain('DATABASE_URL: url of');
    expect(said).not.toContain('class Settings');
  });

  it('says why a model cannot be asked', async () => {
    editor.open(path);
    await use('nobody/knows');
    expect(await ask()).toEqual([]);
    expect(states.at(-1)).toMatchObject({ state: 'failed', why: expect.stringContaining('There is no provider nobody') });
  });

  it('is not there in files with secrets', async () => {
    editor.open('.env');
    await use(mine());
    expect(await ask('.env', 0, 14)).toEqual([]);
    expect(model.requests).toHaveLength(0);
  });

  it('counts what is accepted, on this machine', async () => {
    editor.open(path);
    await use(mine());
    const [text = ''] = await ask();
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: editor.uri(path), version: 100 },
      contentChanges: [{ range: { start: { line: 4, character: 4 }, end: { line: 4, character: 4 } }, text }],
    });
    const days = await editor.connection.sendRequest('groundwork/completionDays');
    expect(days).toMatchObject([{ shown: 1, accepted: 1, acceptedCharacters: text.length, requests: 1 }]);
    // Numbers, and nothing of what was written.
    expect(readFileSync(join(home, 'state/groundwork/completion.json'), 'utf8')).not.toContain('settings');
  });

  it('ends a request that the editor cancels', async () => {
    await model.close();
    model = await scriptedModel(() => ({ text: 'return settings', fault: { kind: 'hang' } }));
    editor.open(path);
    await use(mine());
    const source = new AbortController();
    const asked = ask();
    await until(() => model.requests.length > 0);
    // Another place asks for something else, as with the next keystroke.
    editor.type(path, `${head}tide = \n`);
    void ask(path, 4, 11).catch(() => null);
    expect(await model.requests[0]?.ended).toBe('gone');
    expect(await asked).toEqual([]);
    source.abort();
  });
});
