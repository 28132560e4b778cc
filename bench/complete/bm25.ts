import type { Definition } from '@groundwork/complete';

/** Ranks definitions by the words they have in common with a text: Okapi BM25, k1 = 1.2, b = 0.75, as text search does. */
export class WordSearch {
  readonly #chunks: readonly { readonly definition: Definition; readonly counts: ReadonlyMap<string, number>; readonly length: number }[];
  readonly #holding = new Map<string, number[]>();
  readonly #average: number;

  constructor(definitions: readonly Definition[]) {
    this.#chunks = definitions.map((definition, at) => {
      const words = wordsOf(`${definition.path} ${definition.name} ${definition.text}`);
      const counts = new Map<string, number>();
      for (const each of words) counts.set(each, (counts.get(each) ?? 0) + 1);
      for (const each of counts.keys()) {
        const list = this.#holding.get(each);
        if (list) list.push(at);
        else this.#holding.set(each, [at]);
      }
      return { definition, counts, length: words.length };
    });
    this.#average = this.#chunks.reduce((sum, { length }) => sum + length, 0) / Math.max(1, this.#chunks.length);
  }

  rank(query: string, without: string, most: number): Definition[] {
    const scores = new Map<number, number>();
    for (const word of new Set(wordsOf(query))) {
      const holding = this.#holding.get(word) ?? [];
      const rarity = Math.log(1 + (this.#chunks.length - holding.length + 0.5) / (holding.length + 0.5));
      for (const at of holding) {
        const chunk = this.#chunks[at];
        const count = chunk?.counts.get(word) ?? 0;
        const length = 1 - 0.75 + (0.75 * (chunk?.length ?? 0)) / this.#average;
        scores.set(at, (scores.get(at) ?? 0) + (rarity * count * 2.2) / (count + 1.2 * length));
      }
    }
    return [...scores]
      .toSorted((a, b) => b[1] - a[1])
      .flatMap(([at]) => this.#chunks[at]?.definition ?? [])
      .filter(({ path }) => path !== without)
      .slice(0, most);
  }
}

const wordsOf = (text: string): string[] =>
  (text.match(/[A-Za-z_]\w*/g) ?? []).flatMap((name) => {
    const parts = name
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[\s_]+/)
      .filter((part) => part.length > 1);
    return parts.length > 1 ? [...parts, name.toLowerCase()] : parts;
  });
