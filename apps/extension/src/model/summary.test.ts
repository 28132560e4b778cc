import { describe, expect, it } from 'vitest';
import { bakery, bakeryStatus } from './bakery.fixture.ts';
import { emptySnapshot } from './snapshot.ts';
import { summaryOf } from './summary.ts';

describe('the status bar', () => {
  it('says that the repository is being read until it is', () => {
    expect(summaryOf(emptySnapshot).text).toBe('reading');
  });

  it('says what can be run', () => {
    expect(summaryOf(bakery())).toEqual({ kind: 'stopped', text: 'not running', tooltip: '3 services can be run' });
  });

  it('counts what is ready', () => {
    const status = bakeryStatus('ready', { counter: 'starting', window: 'starting' });
    expect(summaryOf(bakery({ status })).text).toBe('starting 3 of 5');
  });

  it('says that it is up, and where', () => {
    const { text, tooltip } = summaryOf(bakery({ status: bakeryStatus('ready') }));
    expect(text).toBe('local up');
    expect(tooltip).toContain('counter  http://127.0.0.1:8000');
  });

  it('does not call the environment up where only a server is looked into or a program ran', () => {
    const status = { ...bakeryStatus('stopped', { orders: 'ready', oven: 'done' }), running: false };
    expect(summaryOf(bakery({ status }))).toEqual({ kind: 'up', text: 'orders open and 1 more', tooltip: 'orders open\noven done' });
  });

  it('names what failed, with its reason', () => {
    const { kind, text, tooltip } = summaryOf(bakery({ status: bakeryStatus('ready', { counter: 'failed' }) }));
    expect([kind, text]).toEqual(['failed', 'counter failed']);
    expect(tooltip).toContain("KeyError: 'PAYMENT_KEY'");
  });

  it('says why there is no server', () => {
    const unavailable = { message: 'A browser alone cannot start it', fix: null };
    expect(summaryOf(bakery({ connection: 'unavailable', unavailable })).tooltip).toBe('A browser alone cannot start it');
  });
});
