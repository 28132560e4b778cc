import ignore, { type Ignore } from 'ignore';

/** Files that say what is not to be shown: git's own, ours, and those of other assistants that people may have written already. */
export const ignoreFiles: readonly string[] = ['.gitignore', '.groundworkignore', '.cursorignore', '.aiexclude', '.codeiumignore'];

export const isIgnoreFile = (path: string): boolean => ignoreFiles.includes(path.slice(path.lastIndexOf('/') + 1));

/** Names under which people keep what nobody else may read. */
const secretFile =
  /(?:^|\/)(?:\.env(?:\..*)?|.*\.env|.*\.(?:pem|key|p12|pfx|jks|keystore|ppk|asc|gpg|kdbx|tfvars|tfstate|age)|id_(?:rsa|dsa|ecdsa|ed25519)[^/]*|\.(?:npmrc|netrc|pypirc|htpasswd|git-credentials|dockercfg)|kubeconfig|(?:client_)?secrets?\.(?:json|ya?ml|toml|ini)|credentials(?:\.[^/]*)?|service[-_]?account[^/]*\.json|.*[-_]credentials\.json)$|(?:^|\/)\.(?:aws|ssh|gnupg|kube|docker|groundwork)\//i;

/** Which files of a repository a model may be shown. */
export class Shown {
  /** By the folder each list stands in, nearest last. */
  readonly #lists = new Map<string, Ignore>();
  readonly #answers = new Map<string, boolean>();

  /** `text` of an ignore file; `null` when it is gone. */
  put(path: string, text: string | null): void {
    const key = path;
    this.#answers.clear();
    if (text === null) this.#lists.delete(key);
    else this.#lists.set(key, ignore({ allowRelativePaths: true }).add(text));
  }

  allows(path: string): boolean {
    const known = this.#answers.get(path);
    if (known !== undefined) return known;
    const answer = !secretFile.test(path) && !this.#isIgnored(path);
    if (this.#answers.size > 100_000) this.#answers.clear();
    this.#answers.set(path, answer);
    return answer;
  }

  #isIgnored(path: string): boolean {
    for (const [file, list] of this.#lists) {
      const folder = file.slice(0, Math.max(0, file.lastIndexOf('/') + 1));
      if (path.startsWith(folder) && list.ignores(path.slice(folder.length))) return true;
    }
    return false;
  }
}
