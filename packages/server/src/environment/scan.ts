import { shareScan, type SharedScan } from '@groundwork/toolkit';
import { perWorkspace } from '../rpc/workspace.ts';

/** The one reading of the workspace: what runs and every window's editor go by it. */
export interface WorkspaceScan {
  /** For a while; as long as somebody borrows it, it is the same. */
  readonly now: SharedScan;
  borrow(): { readonly scan: SharedScan; release(): void };
}

/** What was read of the files is as large as they are; whoever asks later waits for all of them once. */
const keptMs = 60_000;

export const scanOf = perWorkspace(({ dir, signal }): WorkspaceScan => {
  let scan: SharedScan | null = null;
  let forgetting: NodeJS.Timeout | null = null;
  let borrowers = 0;
  const take = (): SharedScan => {
    if (forgetting) clearTimeout(forgetting);
    if (borrowers === 0) forgetting = setTimeout(() => (scan = null), keptMs).unref();
    return (scan ??= shareScan(dir, signal));
  };
  return {
    get now() {
      return take();
    },
    borrow: () => {
      borrowers += 1;
      const borrowed = take();
      let isBack = false;
      return {
        scan: borrowed,
        release: () => {
          if (isBack) return;
          isBack = true;
          borrowers -= 1;
          take();
        },
      };
    },
  };
});
