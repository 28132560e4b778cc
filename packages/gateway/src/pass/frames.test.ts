import { expect, test } from 'vitest';
import { done } from '../wire/wire-form.ts';
import { Frames, type Frame } from './frames.ts';

const events = [
  ': working\n\n',
  'event: a\ndata: {"loaf":"🥖"}\n\n',
  'data: {"a":\ndata: 1}\r\n\r\n',
  'data:{"b":2}\r\n\r\n',
  'data: [DONE]\n\n',
];
const values = [null, { loaf: '🥖' }, { a: 1 }, { b: 2 }, done];

function framed(framing: 'events' | 'lines', bytes: Buffer, size: number): Frame[] {
  const frames = new Frames(framing);
  const found: Frame[] = [];
  for (let at = 0; at < bytes.length; at += size) found.push(...frames.take(bytes.subarray(at, at + size)));
  return [...found, ...frames.last()];
}

test.each([1, 2, 3, 5, 7, 1000])('events are the same in pieces of %i bytes, with either end of a line', (size) => {
  const found = framed('events', Buffer.from(events.join('')), size);
  expect(found.map(({ value }) => value)).toEqual(values);
  expect(found.map(({ bytes }) => bytes.toString())).toEqual(events);
});

test.each([1, 4, 1000])('values a line in pieces of %i bytes', (size) => {
  const lines = ['{"a":1}\n', '{"b":"🥨"}\n'];
  const found = framed('lines', Buffer.from(lines.join('')), size);
  expect(found.map(({ bytes }) => bytes.toString())).toEqual(lines);
});

test('a last event without an empty line counts, and a part of one does not', () => {
  expect(framed('events', Buffer.from('data: {"a":1}'), 4).map(({ value }) => value)).toEqual([{ a: 1 }]);
  expect(framed('events', Buffer.from('data: {"a":1}\n\ndata: {"b'), 4).map(({ value }) => value)).toEqual([{ a: 1 }]);
});

test('what is no JSON is told, after what came before it', () => {
  const frames = new Frames('events').take(Buffer.from('data: {"a":1}\n\ndata: {oven}\n\n'));
  expect(frames.next().value).toMatchObject({ value: { a: 1 } });
  expect(() => frames.next()).toThrow('no JSON');
});
