import { isPublished, looksRandom, secretShapes } from '@groundwork/check/secrets';
import { isTest, looksSecret } from '@groundwork/scan';
import type { Change, ChangedFile } from '../change/change.ts';
import { judge, type Judged, type Place } from '../judged.ts';

/** A name that says so, and what it is given: `TOKEN = "..."`, `"apiKey": "..."`, `PASSWORD=...`. */
const assigned = /([A-Za-z_][\w.-]{2,60})["']?\s*(?::=|[:=]>?)\s*(["'`]?)([^\s"'`,;]{16,200})\2/g;
const generated = /\.(lock|sum|svg|map|snap|min\.js|ipynb)$|(^|\/)(package-lock\.json|pnpm-lock\.yaml|composer\.lock)$/;

/** No secret is added, whatever file it stands in. What was found is not repeated anywhere. */
export function judgeSecrets(change: Change): Judged {
  const places = change.files.flatMap(secretsIn);
  return judge('secrets', 'No secret is added', 'secret_added', places, {
    passed: 'No added line holds a key, a token or a password',
    failed: 'A secret stands in an added line: whoever gets the change can use it',
  });
}

function secretsIn({ path, lines, after, textAfter }: ChangedFile): readonly Place[] {
  if (after === null || textAfter === null) return [];
  const added = new Set(lines.map(({ line }) => line));
  const found = new Map<number, string>();
  for (const { what, pattern } of secretShapes) {
    for (const { 0: secret, index } of textAfter.matchAll(pattern)) {
      const line = textAfter.slice(0, index).split('\n').length;
      if (added.has(line) && !isPublished(secret)) found.set(line, what);
    }
  }
  for (const { line, text } of generated.test(path) ? [] : lines) {
    if (found.has(line)) continue;
    if (/\b[a-z][a-z\d+.-]{2,30}:\/\/[^\s/:@]{1,60}:[^\s/@{}$<>*]{12,120}@[\w-]+(\.[\w-]+)+/i.test(text) && passwordIn(text))
      found.set(line, 'A password in an address');
    else if (!isTest(path) && [...text.matchAll(assigned)].some(([, name = '', , value = '']) => looksSecret(name) && looksRandom(value)))
      found.set(line, 'A text made at random under a name that says it is secret');
  }
  return [...found].map(([line, why]) => ({ file: path, line, why }));
}

function passwordIn(text: string): boolean {
  const password = /:\/\/[^\s/:@]+:([^\s/@]+)@/.exec(text)?.[1] ?? '';
  return looksRandom(password.padEnd(20, password));
}
