import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { daySchema, emptyDay, plus, type Counted, type Day } from './tally.ts';

const fileSchema = z.strictObject({ version: z.literal(1), days: z.array(daySchema) });

/** Days that are kept. */
const most = 400;

/** Of the person, on this machine, and sent nowhere. */
export const tallyFile = (env: Readonly<Record<string, string | undefined>>): string =>
  join(env['XDG_STATE_HOME'] || join(env['HOME'] || homedir(), '.local/state'), 'groundwork', 'completion.json');

/** What was counted; nothing where nothing was yet, or the file is not one of ours. */
export function readTally(file: string): readonly Day[] {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return fileSchema.parse(read).days;
  } catch {
    return [];
  }
}

/** Adds to the numbers of a day, and writes them now and then: a few that a kill loses are no loss. */
export class TallyLedger {
  readonly #file: string;
  readonly #waiting = new Map<string, Day>();
  #timer: NodeJS.Timeout | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  add(model: string, counted: Counted, now = new Date()): void {
    const day = now.toISOString().slice(0, 10);
    const key = `${day} ${model}`;
    this.#waiting.set(key, plus(this.#waiting.get(key) ?? emptyDay(day, model), counted));
    this.#timer ??= setTimeout(() => this.write(), 2000);
    this.#timer.unref();
  }

  /** Another window's numbers are kept: they are read again before. */
  write(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting.size === 0) return;
    const days = new Map(readTally(this.#file).map((each) => [`${each.day} ${each.model}`, each]));
    for (const [key, each] of this.#waiting) days.set(key, plus(days.get(key) ?? emptyDay(each.day, each.model), each));
    this.#waiting.clear();
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      const beside = `${this.#file}.${process.pid}`;
      writeFileSync(beside, `${JSON.stringify({ version: 1, days: [...days.values()].slice(-most) })}\n`, { mode: 0o600 });
      renameSync(beside, this.#file);
    } catch {
      // A folder nobody may write in: there are no numbers then.
    }
  }
}
