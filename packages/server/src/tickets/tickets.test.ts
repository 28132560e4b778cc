import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBakery, type Bakery } from './bakery.fixture.ts';

let bakery: Bakery;

beforeEach(async () => {
  bakery = await openBakery();
});
afterEach(() => bakery.close());

const none = { resume: false, agent: null, model: null };

describe('tickets of a folder', () => {
  it('are listed, with what is wrong with those that cannot be read', async () => {
    bakery.harbour.write('tickets/rye.md', '---\ngaol: Rye\n---\n');
    const listed = await bakery.harbour.window().call('tickets/list', {});
    expect(listed).toMatchObject([
      { id: 'hotter-oven', goal: 'The oven bakes at 220 degrees', state: 'proposed', phase: null, spent: null, branch: null },
      { id: 'tickets/rye.md', state: 'wrong' },
    ]);
    expect(listed[1]?.where).toMatch(/^tickets\/rye\.md:/);
  });

  it('are told to every window as they change, whoever changed them', async () => {
    const [oven, counter] = [bakery.harbour.window('oven'), bakery.harbour.window('counter')];
    await oven.call('tickets/list', {});
    const seen: string[][] = [];
    counter.on('tickets/changed', ({ tickets }) => void seen.push(tickets.map(({ id, state }) => `${id} ${state}`)));
    await counter.call('tickets/list', {});
    const { hash } = await oven.call('tickets/show', { id: 'hotter-oven' });
    await oven.call('tickets/approve', { id: 'hotter-oven', hash });
    await expect.poll(() => seen.at(-1)).toEqual(['hotter-oven approved']);
    bakery.harbour.write('tickets/rye.md', '---\ngoal: Rye is baked\n---\n');
    await expect.poll(() => seen.at(-1), { timeout: 10_000 }).toEqual(['hotter-oven approved', 'rye open']);
  });

  it('are proposed of words and answered, and nothing is written before it is saved', async () => {
    const window = bakery.harbour.window();
    const given = 'The oven bakes at 240 degrees';
    const proposed = await window.call('tickets/propose', { given, answers: {} });
    expect(proposed.head.questions.map(({ id }) => id)).toContain('acceptance');
    const answers = { acceptance: 'run test "$(sh oven.sh)" = 240' };
    const answered = await window.call('tickets/propose', { given, answers });
    expect(answered).toMatchObject({ hindrance: null, head: { 'done when': [{ run: 'test "$(sh oven.sh)" = 240' }] } });
    expect((await window.call('tickets/list', {})).map(({ id }) => id)).toEqual(['hotter-oven']);
    const { id, file } = await window.call('tickets/save', { given, answers });
    expect(file).toBe(`tickets/${id}.md`);
    expect(await window.call('tickets/show', { id })).toMatchObject({ state: 'proposed', approved: false });
  });

  it('keep answers in their heads, which are then no longer what was approved', async () => {
    bakery.harbour.write(
      'tickets/rye.md',
      '---\ngoal: Rye is baked\ndone when:\n  - run: test -f rye\nquestions:\n  - id: flour\n    ask: Which flour?\n    default: dark\n---\n',
    );
    const window = bakery.harbour.window();
    const before = await window.call('tickets/show', { id: 'rye' });
    await window.call('tickets/approve', { id: 'rye', hash: before.hash });
    const after = await window.call('tickets/answer', { id: 'rye', answers: { flour: 'light' } });
    expect(after).toMatchObject({ approved: false, state: 'proposed', head: { questions: [], answers: { flour: 'light' } } });
  });
});

describe('what is refused', () => {
  it('a ticket that nobody has, with the one that may be meant', async () => {
    const asked = bakery.harbour.window().call('tickets/show', { id: 'hoter-oven' });
    await expect(asked).rejects.toMatchObject({ code: 'ticket.unknown', fix: 'Did you mean `hotter-oven`?' });
  });

  it.each([
    ['../../secret', 'ticket.unknown'],
    ['/etc/passwd', 'ticket.outside'],
    ['', 'ticket.unknown'],
  ])('a ticket called %j', async (id, code) => {
    await expect(bakery.harbour.window().call('tickets/show', { id })).rejects.toMatchObject({ code });
  });

  it('to approve another head than the one that was shown', async () => {
    const window = bakery.harbour.window();
    const { hash } = await window.call('tickets/show', { id: 'hotter-oven' });
    bakery.harbour.write('tickets/hotter-oven.md', '---\ngoal: The oven is sold\ndone when:\n  - run: test ! -f oven.sh\n---\n');
    await expect(window.call('tickets/approve', { id: 'hotter-oven', hash })).rejects.toMatchObject({ code: 'ticket.changed' });
    expect(await window.call('tickets/show', { id: 'hotter-oven' })).toMatchObject({ approved: false });
  });

  it('to approve what still has a question, or nothing that shows when it is done', async () => {
    bakery.harbour.write('tickets/rye.md', '---\ngoal: Rye is baked\n---\n');
    const window = bakery.harbour.window();
    const { hash, hindrance } = await window.call('tickets/show', { id: 'rye' });
    expect(hindrance).not.toBeNull();
    await expect(window.call('tickets/approve', { id: 'rye', hash })).rejects.toMatchObject({ code: 'ticket.no_acceptance' });
  });

  it('to work on what was not approved, and no model is asked', async () => {
    const asked = bakery.harbour.window().call('tickets/solve', { id: 'hotter-oven', ...none });
    await expect(asked).rejects.toMatchObject({ code: 'ticket.not_approved' });
    expect(bakery.model.requests).toEqual([]);
  });

  it('to steer, to go on with and to stop what nobody works on', async () => {
    const window = bakery.harbour.window();
    const id = 'hotter-oven';
    const refused = { code: 'ticket.not_worked_on' };
    await expect(window.call('tickets/steer', { id, text: 'Hotter' })).rejects.toMatchObject(refused);
    await expect(window.call('tickets/plan', { id, text: null })).rejects.toMatchObject(refused);
    await expect(window.call('tickets/stop', { id })).rejects.toMatchObject(refused);
  });

  it('to deliver what was never worked on', async () => {
    const asked = bakery.harbour.window().call('tickets/deliver', { id: 'hotter-oven' });
    await expect(asked).rejects.toMatchObject({ code: 'deliver.not_resolved' });
  });

  it('files outside of the change', async () => {
    const content = (path: string) => bakery.harbour.window().call('tickets/content', { id: 'hotter-oven', path, side: 'after' });
    expect(await content('../../../../etc/passwd')).toEqual({ text: null });
    expect(await content('/etc/passwd')).toEqual({ text: null });
  });

  it('to follow more tickets than a person looks at', async () => {
    const window = bakery.harbour.window();
    for (let count = 1; count <= 20; count += 1) await window.call('tickets/follow', { id: `loaf-${count}` });
    await expect(window.call('tickets/follow', { id: 'loaf-21' })).rejects.toMatchObject({ code: 'tickets.too_many' });
    await window.call('tickets/unfollow', { id: 'loaf-1' });
    expect(await window.call('tickets/follow', { id: 'loaf-21' })).toBeNull();
  });
});
