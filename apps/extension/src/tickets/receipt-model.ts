import type { Check, SessionState } from '@groundwork/agent/contract';
import type { TicketShown } from '@groundwork/protocol';
import type { Trouble } from './model.ts';
import { checkShown, receiptShown, type CheckShown, type ReceiptShown } from './session-model.ts';

/** What one check says of one file. */
export interface FileResult {
  readonly id: string;
  readonly title: string;
  readonly state: Check['state'];
  readonly places: readonly { readonly line: number | null; readonly why: string }[];
}

/** A file of the change, and the gravest that is said of it. */
export interface FileShown {
  readonly path: string;
  readonly added: number;
  readonly deleted: number;
  readonly state: Check['state'] | null;
}

/** The receipt beside a diff: what holds of the file that is compared, and what was executed to prove the whole. */
export interface ReceiptModel {
  readonly kind: 'receipt';
  readonly id: string;
  readonly goal: string;
  readonly state: TicketShown['state'];
  /** `null` while nothing was decided. */
  readonly receipt: ReceiptShown | null;
  readonly files: readonly FileShown[];
  readonly file: {
    readonly path: string;
    readonly before: string | null;
    readonly next: string | null;
    readonly results: readonly FileResult[];
  } | null;
  readonly executed: readonly CheckShown[];
  readonly delivered: TicketShown['delivered'];
  readonly busy: boolean;
  readonly trouble: Trouble | null;
}

export function receiptModel(
  { id, head, state, delivered }: TicketShown,
  session: SessionState | null,
  path: string | null,
  { busy, trouble }: { readonly busy: boolean; readonly trouble: Trouble | null },
): ReceiptModel {
  const { files = [], checks = [], receipt = null } = session ?? {};
  const at = files.findIndex((file) => file.path === path);
  return {
    kind: 'receipt',
    id,
    goal: head.goal,
    state,
    receipt: receipt && receiptShown(receipt),
    files: files.map((file) => ({ ...file, state: gravest(fileResults(checks, file.path)) })),
    file:
      path === null
        ? null
        : {
            path,
            before: files[at - 1]?.path ?? null,
            next: at === -1 ? null : (files[at + 1]?.path ?? null),
            results: fileResults(checks, path),
          },
    executed: checks.filter((check) => !isOfFiles(check) && !(check.id === 'change' && check.state === 'passed')).map(checkShown),
    delivered,
    busy,
    trouble,
  };
}

/** Nothing was run for it: it was read in the files of the change. */
const isOfFiles = ({ id, before, after }: Check): boolean => before === null && after === null && id !== 'change' && id !== 'acceptance';

/** Each check that reads files, as it is for one of them. */
function fileResults(checks: readonly Check[], path: string): FileResult[] {
  const order = { failed: 0, reported: 1, passed: 2 } as const;
  return checks
    .filter(isOfFiles)
    .map(({ id, title, state, places }): FileResult => {
      const here = places.filter(({ file }) => file === path).map(({ line, why }) => ({ line, why }));
      // What is wrong elsewhere is not wrong here; without a place it is wrong of all.
      return { id, title, state: here.length === 0 && places.length > 0 ? 'passed' : state, places: here };
    })
    .filter(({ state, places }) => state !== 'reported' || places.length > 0)
    .toSorted((a, b) => order[a.state] - order[b.state]);
}

const gravest = (results: readonly FileResult[]): Check['state'] | null =>
  (['failed', 'reported', 'passed'] as const).find((state) => results.some((each) => each.state === state)) ?? null;
