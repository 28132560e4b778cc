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

/** Letters that have to be added, taken away, replaced or swapped. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_row, i) =>
    Array.from({ length: b.length + 1 }, (_column, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1);
      const row = rows[i];
      if (row) row[j] = best;
    }
  }
  return at(a.length, b.length);
}
