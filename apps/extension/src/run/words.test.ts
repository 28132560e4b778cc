import { expect, it } from 'vitest';
import { wordsIn } from './words.ts';

it.each([
  ['', []],
  ['  --loaves 3 --rye ', ['--loaves', '3', '--rye']],
  [`--name "two loaves" --note='a "b"'`, ['--name', 'two loaves', '--note=a "b"']],
  [String.raw`two\ loaves "say \"rye\"" ''`, ['two loaves', 'say "rye"', '']],
  ['$(whoami); `id` & "$HOME"', ['$(whoami);', '`id`', '&', '$HOME']],
])('reads the words of %s', (text, words) => {
  expect(wordsIn(text)).toEqual(words);
});

it.each(['"open', "it's", 'end\\'])('knows that %s is not all of it', (text) => {
  expect(wordsIn(text)).toBeNull();
});
