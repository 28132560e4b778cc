/** Where ports are looked for when the wanted one is taken: above the registered services, below what systems hand out by themselves. */
const from = 20_000;
const to = 32_000;

export interface PortChoice {
  /** The number the code or a convention asks for. */
  readonly wanted: number | null;
  /** The number it had last time. */
  readonly kept: number | null;
  /** Tells whether a number can be listened on now. */
  readonly free: (port: number) => Promise<boolean>;
  /** Varies where the search starts, so that two projects do not look at the same numbers. */
  readonly seed: string;
}

/** The port to give: last time's, else the wanted one, else the first free one from a start of its own. `null` when all are taken. */
export async function choosePort({ wanted, kept, free, seed }: PortChoice): Promise<number | null> {
  for (const port of [kept, wanted]) if (port !== null && (await free(port))) return port;
  const start = hash(seed) % (to - from);
  for (let step = 0; step < to - from; step += 1) {
    const port = from + ((start + step) % (to - from));
    if (await free(port)) return port;
  }
  return null;
}

function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
