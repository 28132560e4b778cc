import { figuresSchema } from '@groundwork/churn/figures';
import { z } from 'zod';
import { request } from '../define.ts';

export const churnRequests = {
  /**
   * Reads what is new of the history since the last time, of this window or another, and gives the account of its lines. Runs nothing of
   * the repository and fetches nothing. Cancelling stops it where nobody else waits. `churn.not_a_repository`, `churn.no_commits`,
   * `churn.shallow`, `churn.missing_objects`.
   */
  'churn/read': request(
    z.strictObject({}),
    z.strictObject({
      figures: figuresSchema,
      html: z.string().describe('The report as one page that asks for nothing'),
      read: z.int().describe('Commits that were read this time'),
    }),
  ),
  /** What was read last; nothing is read for it. */
  'churn/figures': request(z.strictObject({}), figuresSchema.nullable()),
};

export const churnNotifications = {
  /** While a window waits for `churn/read`: commits, of how many. */
  'churn/progress': z.strictObject({ done: z.number(), total: z.number().nullable() }),
  /** It was read anew, or there is another commit than the one it was read of. */
  'churn/changed': z.strictObject({ figures: figuresSchema, isOld: z.boolean() }),
};
