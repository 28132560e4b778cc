import { z } from 'zod';

/** When it is looked at how much of what was accepted is left, in seconds. */
export const checkpoints = [30, 120, 600] as const;

const count = z.int().min(0);

/** What came of suggestions of one model on one day. Numbers only. */
export const daySchema = z.strictObject({
  day: z.string().describe('YYYY-MM-DD'),
  model: z.string(),
  shown: count,
  accepted: count,
  partially: count,
  rejected: count,
  shownCharacters: count,
  acceptedCharacters: count,
  /** Of those accepted that were looked at: what was there, and what was left after 30 s, 2 min and 10 min. */
  looked: z.tuple([count, count, count]),
  retained: z.tuple([count, count, count]),
  requests: count,
  fromMemory: count,
});
export type Day = z.infer<typeof daySchema>;

export const emptyDay = (day: string, model: string): Day => ({
  day,
  model,
  shown: 0,
  accepted: 0,
  partially: 0,
  rejected: 0,
  shownCharacters: 0,
  acceptedCharacters: 0,
  looked: [0, 0, 0],
  retained: [0, 0, 0],
  requests: 0,
  fromMemory: 0,
});

/** What happened, in numbers that are added to those of a day. */
export type Counted = Partial<Omit<Day, 'day' | 'model'>>;

export function plus(day: Day, more: Counted): Day {
  const three = (of: 'looked' | 'retained'): Day['looked'] => {
    const [first, second, third] = more[of] ?? [0, 0, 0];
    return [day[of][0] + first, day[of][1] + second, day[of][2] + third];
  };
  return {
    day: day.day,
    model: day.model,
    shown: day.shown + (more.shown ?? 0),
    accepted: day.accepted + (more.accepted ?? 0),
    partially: day.partially + (more.partially ?? 0),
    rejected: day.rejected + (more.rejected ?? 0),
    shownCharacters: day.shownCharacters + (more.shownCharacters ?? 0),
    acceptedCharacters: day.acceptedCharacters + (more.acceptedCharacters ?? 0),
    looked: three('looked'),
    retained: three('retained'),
    requests: day.requests + (more.requests ?? 0),
    fromMemory: day.fromMemory + (more.fromMemory ?? 0),
  };
}
