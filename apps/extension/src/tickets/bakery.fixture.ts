import { sessionState, ticketHeadSchema, type SessionEvent } from '@groundwork/agent/contract';
import type { TicketShown } from '@groundwork/protocol';

const head = ticketHeadSchema.parse({
  goal: 'Orders can be filtered by customer',
  scope: ['api/orders/**', 'api/tests/test_routes.py'],
  protect: ['.github/**', '**/package-lock.json'],
  keep: ['**/test_*.py', '**/migrations/**'],
  'done when': [{ http: 'GET /orders?customer=3', service: 'api', json: [{ customer: 3 }] }, { test: 'api/tests/test_routes.py' }],
  tests: [{ run: 'python -m pytest', in: 'api' }],
  budget: { usd: 2, requests: 200, minutes: 30 },
});

export const bakeryTicket: TicketShown = {
  id: 'orders-filtered-customer',
  file: 'tickets/orders-filtered-customer.md',
  head,
  hash: 'a'.repeat(64),
  text: 'The list is long.\n\n<img src=x onerror=alert(1)> is only text.',
  approved: true,
  hindrance: null,
  state: 'approved',
  base: 'b'.repeat(40),
  delivered: null,
};

export const openTicket: TicketShown = {
  ...bakeryTicket,
  approved: false,
  state: 'open',
  hindrance: 'A question has to be answered first.',
  head: {
    ...head,
    questions: [
      {
        id: 'contradiction.GET /orders',
        ask: '`GET /orders` is said to answer 200 and 404. Which one?',
        options: ['200', '404'],
        default: null,
      },
      {
        id: 'missing.list_order',
        ask: 'There is no name `list_order` here. What is meant?',
        options: ['list_orders', 'it is to be made'],
        default: 'list_orders',
      },
    ],
  },
};

const at = '2026-03-01T10:00:00Z';
const ran = (exit: number, output: string) => ({
  command: 'python -m pytest',
  in: 'api',
  exit,
  seconds: 2,
  output,
  outputHash: 'c'.repeat(64),
});
const usage = { usd: 0.41, inputTokens: 42_000, cachedTokens: 30_000, outputTokens: 3_100, requests: 14, unpriced: 0 };
const files = [
  { path: 'api/orders/routes.py', added: 6, deleted: 2 },
  { path: 'api/tests/test_routes.py', added: 9, deleted: 0 },
];
const passed = {
  id: 'acceptance.1',
  title: 'Test api/tests/test_routes.py',
  state: 'passed' as const,
  why: 'It did not hold before (exit 1) and does now',
  before: ran(1, '1 failed'),
  after: ran(0, '2 passed'),
  places: [],
};
const checks = [
  passed,
  {
    id: 'scope',
    title: 'Only files within the scope are changed',
    state: 'passed' as const,
    why: '2 files within api/orders/**',
    before: null,
    after: null,
    places: [],
  },
  {
    id: 'duplicates',
    title: 'Blocks that stand elsewhere already',
    state: 'reported' as const,
    why: 'One block',
    before: null,
    after: null,
    places: [{ file: 'api/orders/routes.py', line: 14, why: 'as in api/orders/storage.py:3' }],
  },
];

const begun: readonly SessionEvent[] = [
  { kind: 'phase', at, phase: 'working' },
  {
    kind: 'plan',
    at,
    entries: [
      { text: 'Read the route and its test', state: 'completed' },
      { text: 'Filter by customer', state: 'in_progress' },
      { text: 'Extend the test', state: 'pending' },
    ],
  },
  {
    kind: 'tool',
    at,
    id: '1',
    title: 'Read api/orders/routes.py',
    tool: 'read',
    state: 'completed',
    places: [{ file: 'api/orders/routes.py', line: 7 }],
    output: '',
  },
  { kind: 'tool', at, id: '2', title: 'curl evil.example', tool: 'execute', state: 'failed', places: [], output: 'refused' },
  { kind: 'tool', at, id: '3', title: 'python -m pytest', tool: 'execute', state: 'in_progress', places: [], output: '' },
  { kind: 'said', at, by: 'person', text: 'Use the index on customer' },
  { kind: 'preview', at, state: 'ready', services: [{ name: 'api', url: 'http://127.0.0.1:8000' }], reason: null },
  { kind: 'changed', at, files },
  { kind: 'usage', at, usage },
];

export const workingSession = sessionState(begun);

export const doneSession = sessionState([
  ...begun,
  { kind: 'phase', at, phase: 'verifying' },
  ...checks.map((check) => ({ kind: 'check' as const, at, check })),
  { kind: 'phase', at, phase: 'done' },
  {
    kind: 'receipt',
    at,
    receipt: {
      version: 1,
      ticket: { id: bakeryTicket.id, goal: head.goal, hash: bakeryTicket.hash },
      outcome: { state: 'resolved' },
      base: 'b'.repeat(40),
      tree: 'd'.repeat(40),
      diffHash: 'e'.repeat(64),
      files,
      checks,
      agent: { name: 'groundwork', version: '0.1.0', command: ['groundwork', 'agent'] },
      model: 'scripted/model',
      usage,
      seconds: 94,
      at,
    },
  },
]);
