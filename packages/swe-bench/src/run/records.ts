import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** Lines of JSON that are only ever added to: what a killed run had finished is in them, and is not done again. */
export class Records<Entry> {
  readonly #file: string;
  readonly #all: Entry[];

  constructor(file: string, schema: z.ZodType<Entry>) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    // A line that was being written when the run was killed is none.
    if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n');
    this.#all = text.split('\n').flatMap((line) => {
      const parsed = schema.safeParse(jsonOf(line));
      return parsed.success ? [parsed.data] : [];
    });
  }

  get all(): readonly Entry[] {
    return this.#all;
  }

  add(entry: Entry): void {
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
    this.#all.push(entry);
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
