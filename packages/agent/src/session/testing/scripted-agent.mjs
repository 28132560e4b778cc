// A small agent of the Agent Client Protocol for tests: it does what its model says, by the tools `write`, `run`, `plan`, `say` and
// `misbehave`, and speaks the protocol in its own plain way. Started with `--no-load` it cannot load a session.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const loads = !process.argv.includes('--no-load');
const state = join(process.env['HOME'] ?? '/tmp', 'scripted-agent.json');
let cwd = '/';
let messages = [];
let cancelled = false;
let next = 1;
const waiting = new Map();

const write = (message) => void process.stdout.write(`${JSON.stringify(message)}\n`);
const update = (params) => write({ jsonrpc: '2.0', method: 'session/update', params: { sessionId: 'one', update: params } });
const ask = (method, params) => {
  const id = `own-${next}`;
  next += 1;
  write({ jsonrpc: '2.0', id, method, params: { sessionId: 'one', ...params } });
  return new Promise((resolve) => waiting.set(id, resolve));
};
const keep = () => writeFileSync(state, JSON.stringify(messages));

createInterface({ input: process.stdin }).on('line', (line) => void receive(JSON.parse(line)));
process.stdin.on('end', () => process.exit(0));

async function receive({ id, method, params = {}, result }) {
  if (method === undefined) return waiting.get(id ?? '')?.(result);
  if (method === 'session/cancel') return void (cancelled = true);
  const answer = await handle(method, params).catch((error) => ({ error: { code: -32603, message: String(error) } }));
  write({ jsonrpc: '2.0', id, ...('error' in answer ? answer : { result: answer }) });
}

async function handle(method, params) {
  if (method === 'initialize') {
    return {
      protocolVersion: 1,
      agentInfo: { name: 'scripted', version: '1.0.0' },
      agentCapabilities: { loadSession: loads },
      authMethods: [],
    };
  }
  if (method === 'session/new') {
    cwd = params['cwd'];
    messages = [];
    return { sessionId: 'one' };
  }
  if (method === 'session/load') {
    if (!existsSync(state)) throw new Error('There is no such session');
    cwd = params['cwd'];
    messages = JSON.parse(readFileSync(state, 'utf8'));
    return {};
  }
  if (method === 'session/prompt') return prompt(params['prompt'][0].text);
  throw new Error(`${method} is not known`);
}

async function prompt(text) {
  cancelled = false;
  messages.push({ role: 'user', content: text });
  for (;;) {
    keep();
    const response = await fetch(`${process.env['OPENAI_BASE_URL']}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env['OPENAI_API_KEY']}` },
      body: JSON.stringify({ model: 'default', messages }),
    });
    if (!response.ok) throw new Error(`The model answered ${response.status}: ${await response.text()}`);
    const { choices } = await response.json();
    const { message, finish_reason: finish } = choices[0];
    messages.push(message);
    if (message.content) update({ sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: message.content } });
    if (cancelled) return { stopReason: 'cancelled' };
    if (finish === 'content_filter' || message.refusal) return { stopReason: 'refusal' };
    const calls = message.tool_calls ?? [];
    if (calls.length === 0) {
      keep();
      return { stopReason: finish === 'length' ? 'max_tokens' : 'end_turn' };
    }
    for (const call of calls) {
      messages.push({ role: 'tool', tool_call_id: call.id, content: await use(call) });
      if (cancelled) return { stopReason: 'cancelled' };
    }
  }
}

const kinds = { write: 'edit', run: 'execute', terminal: 'execute', client_write: 'edit' };

async function use({ id, function: { name, arguments: text } }) {
  const input = JSON.parse(text);
  const title = `${name} ${input.path ?? input.command ?? ''}`.trim();
  const toolCallId = `${id}-${messages.length}`;
  if (name === 'plan') {
    update({ sessionUpdate: 'plan', entries: input.steps.map((content) => ({ content, priority: 'medium', status: 'pending' })) });
    return 'planned';
  }
  if (name === 'misbehave') return misbehave(input.how);
  update({ sessionUpdate: 'tool_call', toolCallId, title, kind: kinds[name] ?? 'other', status: 'pending', rawInput: input });
  const options = [
    { optionId: 'no', name: 'Allow', kind: 'reject_once' },
    { optionId: 'yes', name: 'Reject', kind: 'allow_once' },
  ];
  const { outcome } = await ask('session/request_permission', { toolCall: { toolCallId, title, kind: kinds[name] ?? 'other' }, options });
  const done = (status, output) => {
    update({
      sessionUpdate: 'tool_call_update',
      toolCallId,
      status,
      content: [{ type: 'content', content: { type: 'text', text: output } }],
    });
    return output;
  };
  if (outcome.optionId !== 'yes') return done('failed', 'not permitted');
  try {
    return done('completed', await run(name, input));
  } catch (error) {
    return done('failed', String(error).slice(0, 500));
  }
}

async function run(name, input) {
  if (name === 'write') {
    const path = join(cwd, input['path']);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, input['text']);
    return 'written';
  }
  if (name === 'client_write') {
    await ask('fs/write_text_file', { path: join(cwd, input['path']), content: input['text'] });
    return (await ask('fs/read_text_file', { path: join(cwd, input['path']) }))?.content ?? 'not read';
  }
  if (name === 'terminal') {
    const { terminalId } = await ask('terminal/create', { command: 'sh', args: ['-c', input['command']], cwd });
    await ask('terminal/wait_for_exit', { terminalId });
    const { output } = await ask('terminal/output', { terminalId });
    await ask('terminal/release', { terminalId });
    return output;
  }
  return execFileSync('sh', ['-c', input['command']], { cwd, encoding: 'utf8', stdio: 'pipe' });
}

async function misbehave(how) {
  if (how === 'crash') process.kill(process.pid, 'SIGSEGV');
  if (how === 'babble') for (let line = 0; line < 200; line += 1) process.stdout.write('no message at all\n');
  if (how === 'leave') spawn('sh', ['-c', 'sleep 300'], { detached: true, stdio: 'ignore' });
  if (how === 'hang') await new Promise(() => {});
  return how;
}
