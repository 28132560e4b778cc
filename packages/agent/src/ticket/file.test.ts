import { GroundworkError } from '@groundwork/host';
import { describe, expect, it } from 'vitest';
import { changeTicket, hashOfHead, idFromGoal, parseTicket, problemsInTicket, writeTicket } from './file.ts';
import { ticketHeadSchema } from './ticket.ts';

const file = 'tickets/filter-orders.md';

const ticket = `---
# Asked for by the bakers.
goal: Orders can be filtered by customer   # not by name
scope: ['src/orders/**', 'test/**']
done when:
  - run: npm test -- orders
  - http: GET /orders?customer=3
    service: api
    json: [{ customer: 3 }]
budget: { usd: 2 }
---

The list is *long*.

---
Not a head.
`;

function errorOf(content: string, name = file): GroundworkError {
  try {
    parseTicket(content, name);
  } catch (error) {
    if (error instanceof GroundworkError) return error;
  }
  return expect.unreachable('it should not parse');
}

const head = (yaml: string): string => `---\n${yaml}---\ntext\n`;

describe('parseTicket', () => {
  it('reads the head and the text below it', () => {
    const { id, head: read, text } = parseTicket(ticket, file);
    expect(id).toBe('filter-orders');
    expect(read).toMatchObject({ goal: 'Orders can be filtered by customer', protect: [], budget: { usd: 2, minutes: null }, issue: null });
    expect(read['done when']).toEqual([
      { run: 'npm test -- orders', in: '.' },
      {
        http: 'GET /orders?customer=3',
        service: 'api',
        headers: {},
        body: null,
        status: 200,
        contains: [],
        json: [{ customer: 3 }],
      },
    ]);
    expect(text).toBe('The list is *long*.\n\n---\nNot a head.');
  });

  it('reads lines that end as on Windows, and an empty text', () => {
    expect(parseTicket('---\r\ngoal: Bread\r\n---', file)).toMatchObject({ head: { goal: 'Bread' }, text: '' });
  });

  it.each([
    ['broken syntax', 'goal: [1,\n', 'ticket.syntax', /^tickets\/filter-orders\.md:\d+:\d+$/, /./],
    ['no goal', 'scope: [a]\n', 'ticket.invalid', /:\d+:\d+$/, /quotes/],
    [
      'an unknown key',
      'goal: Bread\ndone_when: []\n',
      'ticket.invalid',
      /:3:1$/,
      /^Did you mean `done when`\? Otherwise use one of: goal, scope/,
    ],
    ['an unknown key of an acceptance', 'goal: B\ndone when:\n  - http: GET /\n    statsu: 3\n', 'ticket.invalid', /:5:5$/, /`status`/],
    ['an acceptance of no kind', 'goal: B\ndone when:\n  - command: x\n', 'ticket.invalid', /:4:5$/, /one of: run, in, http.*types.*test/],
    ['a request without its method', 'goal: B\ndone when:\n  - http: /orders\n', 'ticket.invalid', /:4:5$/, /./],
    ['a budget in words', 'goal: B\nbudget: { usd: two }\n', 'ticket.invalid', /:3:11$/, /without quotes/],
  ])('points at %s', (_what, yaml, code, where, fix) => {
    const error = errorOf(head(yaml));
    expect(error).toMatchObject({ code, exit: 2, where: expect.stringMatching(where), fix: expect.stringMatching(fix) });
  });

  it.each([
    ['no head', 'Make it faster\n', 'ticket.no_head', 'gw ticket new'],
    ['a head without an end', '---\ngoal: Bread\n', 'ticket.no_head', '---'],
  ])('says that there is %s', (_what, content, code, fix) => {
    expect(errorOf(content)).toMatchObject({ code, fix: expect.stringContaining(fix) });
  });

  it('takes no name that a branch or a folder cannot have', () => {
    expect(errorOf(head('goal: Bread\n'), 'tickets/..md').code).toBe('ticket.name');
  });

  it('tells everything that is wrong, with its place in the file', () => {
    const content = head('goal: Bread\nscop: []\nbudgt: {}\n');
    expect(problemsInTicket(content, file).map(({ span }) => content.slice(...span))).toEqual(['scop', 'budgt']);
  });
});

describe('changeTicket', () => {
  it('leaves comments, order and the text alone', () => {
    const changed = changeTicket(ticket, file, (document) => document.set('goal', 'Orders by customer'));
    expect(changed).toBe(
      ticket
        .replace('Orders can be filtered by customer   #', 'Orders by customer #')
        .replace("['src/orders/**', 'test/**']", "[ 'src/orders/**', 'test/**' ]")
        .replace('[{ customer: 3 }]', '[ { customer: 3 } ]'),
    );
  });

  it('keeps the ends of lines', () => {
    const changed = changeTicket(ticket.replaceAll('\n', '\r\n'), file, (document) => document.set('scope', ['src/**']));
    expect(changed.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('writes nothing that could not be read again', () => {
    expect(() => changeTicket(ticket, file, (document) => document.set('budget', 3))).toThrow(GroundworkError);
  });
});

describe('writeTicket', () => {
  it('is read as what was written, and says only what is not so by default', () => {
    const { head: read, text } = parseTicket(ticket, file);
    const content = writeTicket(read, text, new Map([['done when', 'What has to hold.']]));
    expect(parseTicket(content, file)).toEqual(parseTicket(ticket, file));
    expect(content).toContain('# What has to hold.\ndone when:\n  - run: npm test -- orders\n  - http:');
    expect(content).not.toMatch(/protect|headers|minutes|in: \./);
  });

  it('makes text of text, whatever it holds', () => {
    const goal = 'a: [b] # c\n---\nscope: [/etc/**]\n---';
    const content = writeTicket(ticketHeadSchema.parse({ goal }), '---\ngoal: other\n---\n');
    expect(parseTicket(content, file)).toMatchObject({ head: { goal, scope: ['**'] }, text: '---\ngoal: other\n---' });
  });
});

describe('hashOfHead', () => {
  const { head: read } = parseTicket(ticket, file);

  it('is the same however the head is written', () => {
    const again = parseTicket(
      head(
        "budget:\n  usd: 2.0\ngoal: 'Orders can be filtered by customer'\nscope:\n- src/orders/**\n- test/**\ndone when:\n- {run: npm test -- orders}\n- {service: api, http: 'GET /orders?customer=3', json: [{customer: 3}]}\n",
      ),
      file,
    );
    expect(hashOfHead(again.head)).toBe(hashOfHead(read));
  });

  it('changes with anything it says', () => {
    expect(hashOfHead({ ...read, scope: ['**'] })).not.toBe(hashOfHead(read));
  });
});

describe('idFromGoal', () => {
  it.each([
    ['Orders can be filtered by customer', 'orders-filtered-customer'],
    ['Members can be searched: GET /members?name=ada', 'members-searched'],
    ['Größe: the «Brötchen»!', 'gro-e-bro-tchen'],
    ['…', 'ticket'],
  ])('%s', (goal, id) => expect(idFromGoal(goal)).toBe(id));
});
