import type { Rows } from '@groundwork/protocol';
import { z } from 'zod';

export const fromRowsSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('page'), offset: z.int().min(0) }),
  z.object({ type: z.literal('refresh') }),
  z.object({ type: z.literal('cancel') }),
]);
export type FromRows = z.infer<typeof fromRowsSchema>;

/** What the page of rows shows: always one of these, whole. */
export type RowsModel =
  | { readonly state: 'waiting'; readonly title: string; readonly subtitle: string }
  | { readonly state: 'failed'; readonly title: string; readonly subtitle: string; readonly message: string; readonly fix: string | null }
  | {
      readonly state: 'shown';
      readonly title: string;
      readonly subtitle: string;
      readonly rows: Rows;
      /** Of the first row, where it is a page of something longer. */
      readonly offset: number;
      readonly paged: boolean;
      /** How long it took and what it changed, for a query. */
      readonly said: string;
    };
export interface ToRows {
  readonly type: 'rows';
  readonly model: RowsModel;
}
