import { looksRandom, secretShapes } from '@groundwork/check/secrets';
import { looksSecret } from '@groundwork/scan';

const leftOut = '…';

/** A name, and the text it is given: `TOKEN = "..."`, `"apiKey": "..."`, `PASSWORD=...`. */
const assigned = /([A-Za-z_][\w.-]{2,60})(["']?\s*(?::=|[:=]>?)\s*)(["'`]?)([^\s"'`,;]{8,200})\3/g;
/** A quoted word that looks made at random, whatever it is called. */
const quoted = /(["'`])([A-Za-z0-9+/=_-]{24,200})\1/g;
/** A password in an address. */
const address = /(\b[a-z][a-z\d+.-]{1,30}:\/\/[^\s/:@"'`]{0,60}:)([^\s/@{}$<>*"'`]{3,120})(@)/gi;

/** A text without the values in it that look like keys and passwords: what a model is shown leaves this machine. */
export function masked(text: string): string {
  let safe = text;
  for (const { pattern } of secretShapes) safe = safe.replace(pattern, leftOut);
  return safe
    .replace(assigned, (whole, name: string, between: string, quote: string, value: string) =>
      looksSecret(name) && (quote !== '' || looksRandom(value)) ? `${name}${between}${quote}${leftOut}${quote}` : whole,
    )
    .replace(quoted, (whole, quote: string, value: string) => (looksRandom(value) ? `${quote}${leftOut}${quote}` : whole))
    .replace(address, `$1${leftOut}$3`);
}
