import { distance } from '@groundwork/host/document';

/** Words of names that people use for one another. */
const sameWords: readonly (readonly string[])[] = [
  ['DATABASE', 'DB'],
  ['PASSWORD', 'PASS', 'PASSWD', 'PWD'],
  ['URL', 'URI', 'DSN'],
  ['HOST', 'HOSTNAME', 'SERVER'],
  ['USER', 'USERNAME'],
  ['POSTGRES', 'POSTGRESQL', 'PG'],
  ['MONGO', 'MONGODB'],
  ['RABBITMQ', 'RABBIT', 'AMQP'],
  ['KEY', 'APIKEY'],
];

const canonical = new Map(sameWords.flatMap((words) => words.map((word) => [word, words[0] ?? word] as const)));

const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[_.:-]+/)
    .filter((word) => word !== '');

/** Whether two names are meant to be the same: letters mistyped, words swapped, or another word for the same. */
export function isNearMiss(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < 5) return false;
  if (a.toUpperCase().replace(/\W|_/g, '') === b.toUpperCase().replace(/\W|_/g, '')) return true;
  const [first, second] = [wordsOf(a), wordsOf(b)];
  const plain = (words: readonly string[]): string =>
    words
      .map((word) => canonical.get(word) ?? word)
      .toSorted()
      .join(' ');
  if (first.length > 1 && plain(first) === plain(second)) return true;
  // Numbers tell names apart: `SHARD_1` and `SHARD_2`.
  if (a.replace(/\D/g, '') !== b.replace(/\D/g, '')) return false;
  return a.length >= 8 && Math.abs(a.length - b.length) <= 1 && distance(a, b) === 1;
}
