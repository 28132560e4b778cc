import { afterEach, describe, expect, test } from 'vitest';
import { bakery, type Bakery } from '../testing/ask.fixture.ts';

let open: Bakery | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
const start = async (...args: Parameters<typeof bakery>) => (open = await bakery(...args));
const loaf = () => ({ text: 'A loaf.' });

describe('what a client may not choose', () => {
  test('the model, however often it names one', async () => {
    const it = await start(loaf);
    await (await it.post('/openai/v1/chat/completions', '{"model":"dear","messages":[],"mod\\u0065l":"dearest"}')).text();
    expect(it.model.requests[0]?.body).toBe('{"model":"rye-1","messages":[],"mod\\u0065l":"rye-1"}');
  });

  const mine = { type: 'function', name: 'bake', function: { name: 'bake' }, input_schema: { type: 'object' } };
  test.each([
    [
      '/openai/v1/chat/completions',
      { tools: [mine, { type: 'web_search' }], service_tier: 'priority', models: ['dearest'], plugins: [{ id: 'web' }] },
      { tools: [mine] },
    ],
    ['/openai/v1/chat/completions', { tools: [{ type: 'mcp', server_url: 'https://elsewhere.example' }] }, {}],
    [
      '/openai/v1/responses',
      { tools: [mine, { type: 'web_search' }, { type: 'code_interpreter' }, { type: 'custom', name: 'p' }], background: true },
      { tools: [mine, { type: 'custom', name: 'p' }] },
    ],
    [
      '/anthropic/v1/messages',
      {
        tools: [
          { name: 'a', input_schema: {} },
          { type: 'bash_20250124', name: 'bash' },
          { type: 'web_fetch_20250910', name: 'f' },
        ],
        mcp_servers: [{}],
      },
      {
        tools: [
          { name: 'a', input_schema: {} },
          { type: 'bash_20250124', name: 'bash' },
        ],
      },
    ],
    [
      '/google/v1beta/models/x:generateContent',
      { tools: [{ functionDeclarations: [{ name: 'a' }], googleSearch: {} }, { urlContext: {} }] },
      { tools: [{ functionDeclarations: [{ name: 'a' }] }] },
    ],
  ])('%s: %j', async (path, asked, left) => {
    const it = await start(loaf);
    const empty = path.startsWith('/google') ? { contents: [] } : path.endsWith('responses') ? { input: [] } : { messages: [] };
    expect((await it.post(path, { ...empty, ...asked })).status).toBe(200);
    const { model: _model, ...sent } = JSON.parse(it.model.requests[0]?.body ?? '');
    expect(sent).toEqual({ ...empty, ...left });
  });

  const address = 'https://elsewhere.example/?what=was-read-here';
  test.each([
    ['/openai/v1/chat/completions', { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: address } }] }] }],
    ['/openai/v1/responses', { input: [{ role: 'user', content: [{ type: 'input_image', image_url: address }] }] }],
    [
      '/openai/v1/responses',
      { input: [{ type: 'function_call_output', call_id: 'a', output: [{ type: 'input_file', file_url: address }] }] },
    ],
    [
      '/anthropic/v1/messages',
      {
        messages: [
          {
            role: 'user',
            content: [{ type: 'tool_result', tool_use_id: 'a', content: [{ type: 'image', source: { type: 'url', url: address } }] }],
          },
        ],
      },
    ],
    ['/google/v1beta/models/x:generateContent', { contents: [{ parts: [{ fileData: { fileUri: address } }] }] }],
  ])('that its provider fetches something: %s %j', async (path, body) => {
    const it = await start(loaf);
    const response = await it.post(path, body);
    expect([response.status, response.headers.get('x-groundwork-error'), it.model.requests.length]).toEqual([
      400,
      'gateway.remote_content',
      0,
    ]);
  });

  test('the words of a tool are its own', async () => {
    const it = await start(loaf);
    const body = {
      messages: [{ role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'n', input: { type: 'url', url: address } }] }],
    };
    expect((await it.post('/anthropic/v1/messages', body)).status).toBe(200);
  });
});
