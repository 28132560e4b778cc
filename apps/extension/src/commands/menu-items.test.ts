import { expect, it } from 'vitest';
import { bakery, bakeryStatus } from '../model/bakery.fixture.ts';
import { menuOf } from './menu-items.ts';

const labels = (...parameters: Parameters<typeof bakery>): readonly string[] => menuOf(bakery(...parameters)).map(({ label }) => label);

it('begins with Run while nothing runs', () => {
  expect(labels()).toEqual(['Run', 'Show the Map', 'Show Churn', 'Connect to a Resource', 'Answer a Question', 'Reset ...']);
});

it('begins with what is open while it runs', () => {
  expect(labels({ status: bakeryStatus('ready') }).slice(0, 4)).toEqual(['Open counter', 'Open window', 'Stop', 'Restart a Service']);
});

it('begins with what failed', () => {
  expect(labels({ status: bakeryStatus('ready', { counter: 'failed' }) })[0]).toBe('Why counter Failed');
});

it('can only look for the server again while there is none', () => {
  expect(labels({ connection: 'lost' })).toEqual(['Try Again']);
});
