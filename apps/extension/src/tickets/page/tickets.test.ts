import { requireProgram } from '@groundwork/testing';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from '../../webview/page.fixture.ts';
import { bakeryTicket, doneSession, openTicket, workingSession } from '../bakery.fixture.ts';
import { draftModel, ticketModel } from '../model.ts';
import { receiptModel } from '../receipt-model.ts';

const approved = ticketModel(bakeryTicket, null, false, null);
const open = ticketModel(openTicket, null, false, null);
const working = ticketModel({ ...bakeryTicket, state: 'working' }, workingSession, true, null);
const waiting = ticketModel({ ...bakeryTicket, state: 'waiting' }, { ...workingSession, phase: 'planned' }, true, null);
const done = ticketModel({ ...bakeryTicket, state: 'resolved' }, doneSession, false, null);
const beside = receiptModel({ ...bakeryTicket, state: 'resolved' }, doneSession, 'api/orders/routes.py', { busy: false, trouble: null });
const draft = draftModel({ ...openTicket, content: '' }, false, null);

describe('the model of the page', () => {
  it('says what is used of what may be', () => {
    expect(working.session?.usage).toEqual({ text: '$0.41 of $2.00 · 14 of 200 requests · at most 30 minutes', part: 0.205 });
  });

  it('shows each check as it was before and after', () => {
    expect(done.session?.checks.map(({ change }) => change)).toEqual(['exit 1 → exit 0', '', '']);
  });

  it('leaves out what an agent says, and keeps what a person did', () => {
    const said = [{ by: 'agent' as const, text: 'Let me think' }, ...workingSession.said];
    expect(ticketModel({ ...bakeryTicket, state: 'working' }, { ...workingSession, said }, false, null).session?.said).toEqual([
      { by: 'person', text: 'Use the index on customer' },
    ]);
  });

  it('shows no session of another head, or of another person', () => {
    expect(ticketModel(bakeryTicket, doneSession, false, null).session).toBeNull();
  });

  it('says why it does not go on', () => {
    const paused = { ...bakeryTicket, state: 'paused' as const };
    const stopped = { phase: 'working' as const, stop: 'interrupted' as const, reason: null, why: 'A person ended the turn' };
    expect(ticketModel(paused, { ...workingSession, turn: stopped }, false, null).pause).toMatch(/^It was stopped while it worked/);
    expect(ticketModel(paused, workingSession, false, null).pause).toMatch(/^What works on it ended while it worked/);
    expect(ticketModel(paused, { ...workingSession, phase: 'planned' }, false, null).pause).toMatch(/^It was left before its plan/);
  });
});

describe('the receipt beside a diff', () => {
  it('says of a file what the checks say of it, and of the others nothing', () => {
    expect(beside.file).toEqual({
      path: 'api/orders/routes.py',
      before: null,
      next: 'api/tests/test_routes.py',
      results: [
        {
          id: 'duplicates',
          title: 'Blocks that stand elsewhere already',
          state: 'reported',
          places: [{ line: 14, why: 'as in api/orders/storage.py:3' }],
        },
        { id: 'scope', title: 'Only files within the scope are changed', state: 'passed', places: [] },
      ],
    });
    expect(beside.files.map(({ path, state }) => [path, state])).toEqual([
      ['api/orders/routes.py', 'reported'],
      ['api/tests/test_routes.py', 'passed'],
    ]);
    expect(beside.executed.map(({ id, change }) => [id, change])).toEqual([['acceptance.1', 'exit 1 → exit 0']]);
  });

  it('does not let a file pass for what is wrong in it', () => {
    const [scope] = doneSession.checks.filter(({ id }) => id === 'scope');
    if (!scope) throw new Error('the fixture has it');
    const outside = {
      ...scope,
      state: 'failed' as const,
      places: [{ file: 'api/orders/routes.py', line: null, why: 'Outside of the scope' }],
    };
    const { files } = receiptModel(bakeryTicket, { ...doneSession, checks: [outside] }, null, { busy: false, trouble: null });
    expect(files.map(({ state }) => state)).toEqual(['failed', 'passed']);
  });
});

describe.runIf(requireProgram('chromium', 'apt-get install chromium'))('a ticket, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it.each(['dark', 'light', 'contrast'] as const)('has nothing that keeps anybody out, in %s', async (theme) => {
    const { page, tell, problems } = await openPage(browser, { page: 'tickets', theme, size: { width: 900, height: 1000 } });
    const pictures = process.env['GROUNDWORK_PICTURES'];
    for (const [name, model] of Object.entries({ draft, open, approved, working, waiting, done, beside })) {
      await tell({ type: 'model', model });
      await page.waitForSelector('h1');
      if (pictures) await page.screenshot({ path: `${pictures}/ticket-${name}-${theme}.png` });
      if (name === 'draft') await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document));
      expect(violations.map(({ id, nodes }) => [name, id, ...nodes.map(({ html }) => html)])).toEqual([]);
    }
    expect(await page.locator('img').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('is written in words, asked about in place, and saved', async () => {
    const { page, tell, said } = await openPage(browser, { page: 'tickets', theme: 'dark' });
    await tell({ type: 'model', model: draftModel(null, false, null) });
    await page.getByRole('textbox').first().fill('Filter orders');
    await page.keyboard.press('Control+Enter');
    await tell({ type: 'model', model: draft });
    await page.getByRole('button', { name: '404' }).click();
    await page.getByRole('textbox', { name: /list_order/ }).fill('show_order');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Write the Ticket' }).click();
    expect(await said()).toEqual([
      { type: 'ready' },
      { type: 'propose', given: 'Filter orders', answers: {} },
      { type: 'propose', given: 'Filter orders', answers: { 'contradiction.GET /orders': '404' } },
      { type: 'propose', given: 'Filter orders', answers: { 'contradiction.GET /orders': '404', 'missing.list_order': 'show_order' } },
      { type: 'save', given: 'Filter orders', answers: { 'contradiction.GET /orders': '404', 'missing.list_order': 'show_order' } },
    ]);
    await page.close();
  });

  it('is still there after a reload, as far as it was written', async () => {
    const { page, tell } = await openPage(browser, { page: 'tickets', theme: 'dark' });
    await tell({ type: 'model', model: draftModel(null, false, null) });
    await page.getByRole('textbox').first().fill('Filter orders');
    await page.reload();
    await tell({ type: 'model', model: draftModel(null, false, null) });
    expect(await page.getByRole('textbox').first().inputValue()).toBe('Filter orders');
    await page.close();
  });

  it('writes nothing that is no longer what was proposed', async () => {
    const { page, tell } = await openPage(browser, { page: 'tickets', theme: 'dark' });
    await tell({ type: 'model', model: draftModel(null, false, null) });
    await page.getByRole('textbox').first().fill('Filter orders');
    await page.getByRole('button', { name: 'Propose a Ticket' }).click();
    await tell({ type: 'model', model: draft });
    await page.getByRole('textbox').first().fill('Filter orders by name');
    expect(await page.getByRole('button', { name: 'Write the Ticket' }).isDisabled()).toBe(true);
    await page.close();
  });

  it('is approved as it is shown, once nothing is open', async () => {
    const { page, tell, said } = await openPage(browser, { page: 'tickets', theme: 'dark' });
    await tell({ type: 'model', model: open });
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
    await tell({ type: 'model', model: { ...open, state: 'proposed', hindrance: null } });
    await page.getByRole('button', { name: 'Approve' }).press('Enter');
    expect((await said()).at(-1)).toEqual({ type: 'approve', hash: bakeryTicket.hash });
    await page.close();
  });

  it('is steered and stopped while it is worked on, and its change opened', async () => {
    const { page, tell, said } = await openPage(browser, { page: 'tickets', theme: 'dark' });
    await tell({ type: 'model', model: working });
    await page.getByRole('button', { name: 'api/orders/routes.py', exact: true }).click();
    await page.getByLabel('Steer').fill('Use the index');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).click();
    expect((await said()).slice(1)).toEqual([
      { type: 'diff', path: 'api/orders/routes.py' },
      { type: 'steer', text: 'Use the index' },
      { type: 'stop' },
    ]);
    await page.close();
  });

  it('is read beside its diff, file by file, and becomes a branch', async () => {
    const { page, tell, said } = await openPage(browser, { page: 'tickets', theme: 'dark', size: { width: 420, height: 800 } });
    await tell({ type: 'model', model: beside });
    await page.getByRole('button', { name: 'line 14' }).press('Enter');
    await page.getByRole('button', { name: 'The next file' }).press('Enter');
    await page.getByRole('button', { name: 'Make the Branch' }).press('Enter');
    expect((await said()).slice(1)).toEqual([
      { type: 'place', file: 'api/orders/routes.py', line: 14 },
      { type: 'diff', path: 'api/tests/test_routes.py' },
      { type: 'deliver' },
    ]);
    await tell({ type: 'model', model: { ...beside, delivered: { branch: 'groundwork/orders', url: null } } });
    await page.getByRole('button', { name: 'git merge groundwork/orders' }).press('Enter');
    expect((await said()).at(-1)).toEqual({ type: 'copy', text: 'git merge groundwork/orders' });
    expect(await page.getByRole('button', { name: 'Make the Branch' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Open a Pull Request' }).press('Enter');
    expect((await said()).at(-1)).toEqual({ type: 'publish' });
    const url = 'https://forge.test/bakery/orders/pull/7';
    await tell({ type: 'model', model: { ...beside, delivered: { branch: 'groundwork/orders', url } } });
    await page.getByRole('button', { name: 'Show the Pull Request' }).press('Enter');
    expect((await said()).at(-1)).toEqual({ type: 'open', url });
    await page.close();
  });

  it('offers to choose a model where there is none', async () => {
    const { page, tell, said } = await openPage(browser, { page: 'tickets', theme: 'dark' });
    const trouble = { code: 'models.none', message: 'No model was chosen yet.', fix: 'gw model use MODEL' };
    await tell({ type: 'model', model: { ...approved, trouble } });
    await page.getByRole('button', { name: 'Choose a Model' }).press('Enter');
    expect((await said()).at(-1)).toEqual({ type: 'model' });
    await page.close();
  });

  it('shows its plan and waits', async () => {
    const { page, tell, said } = await openPage(browser, { page: 'tickets', theme: 'dark' });
    await tell({ type: 'model', model: waiting });
    await page.getByRole('button', { name: 'Go On' }).click();
    expect((await said()).at(-1)).toEqual({ type: 'plan', text: null });
    await page.close();
  });

  it('shows its checks as they were before and after', async () => {
    const { page, tell } = await openPage(browser, { page: 'tickets', theme: 'dark' });
    await tell({ type: 'model', model: done });
    expect(await page.locator('.check').first().innerText()).toContain('exit 1 → exit 0');
    await page.close();
  });
});
