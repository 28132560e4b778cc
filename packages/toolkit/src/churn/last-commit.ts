import { tipOf } from '@groundwork/churn';

/** The commit that is checked out in the repository a folder lies in. Throws `churn.not_a_repository` and `churn.no_commits`. */
export async function lastCommit(dir: string): Promise<string> {
  return (await tipOf(dir)).head;
}
