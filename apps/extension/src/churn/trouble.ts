import type { GroundworkError } from '@groundwork/host';

/** What keeps an account from being made, in the words of an editor; the command line has other fixes. */
const words: Readonly<Record<string, { readonly message: string; readonly fix: string }>> = {
  'churn.not_a_repository': {
    message: 'This folder is in no git repository. Lines are accounted for from commits, and there are none',
    fix: 'git init',
  },
  'churn.no_commits': { message: 'Nothing has been committed here yet. The first commit is where the account begins', fix: 'git commit' },
};

/** As the page says it; `null` for what a person stopped. */
export function troubleOf({ code, message, fix }: GroundworkError): { readonly message: string; readonly fix: string | null } | null {
  if (code === 'window.cancelled' || code === 'churn.stopped') return null;
  return words[code] ?? { message, fix };
}
