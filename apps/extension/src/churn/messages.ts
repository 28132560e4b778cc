import { z } from 'zod';

export const fromChurnPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('read') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('copy'), text: z.string() }),
]);
export type FromChurnPage = z.infer<typeof fromChurnPageSchema>;

/** What stands around the report. */
export interface ChurnPageState {
  /** Commits that were read, of how many; `null` while nothing is read. */
  readonly reading: { readonly done: number; readonly total: number | null } | null;
  /** Why there is no report, or none of now. */
  readonly trouble: { readonly message: string; readonly fix: string | null } | null;
  /** There are commits the report does not know. */
  readonly isOld: boolean;
}

/** The report is sent by itself: it is large, and what stands around it changes often. */
export type ToChurnPage = { readonly type: 'report'; readonly html: string } | { readonly type: 'state'; readonly state: ChurnPageState };
