import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gitEnvironment } from '../snapshot/git.ts';
import { runGit } from './run.ts';

/** What stands at one path of a tree. */
export interface Entry {
  /** `100644`, `100755`, `120000` (a link), `160000` (a submodule). */
  readonly mode: string;
  readonly hash: string;
}
export type Entries = ReadonlyMap<string, Entry>;

export interface Difference {
  readonly path: string;
  readonly before: Entry | null;
  readonly after: Entry | null;
}

/**
 * A repository of our own that reads the objects of another one and nothing else of it: no configuration, hooks, attributes,
 * index or references of a repository somebody else wrote to are ever used. What is written goes to our own objects.
 */
export class Objects {
  readonly folder: string;
  readonly #signal: AbortSignal | undefined;

  private constructor(folder: string, signal: AbortSignal | undefined) {
    this.folder = folder;
    this.#signal = signal;
  }

  /** @param folder Is made; may be thrown away when it is no longer used. @param repository Whose objects are read. */
  static async open(folder: string, repository: string, signal?: AbortSignal): Promise<Objects> {
    const cwd = resolve(repository);
    const found = await runGit(['rev-parse', '--path-format=absolute', '--git-path', 'objects', '--show-object-format'], {
      cwd,
      env: gitEnvironment(),
      ...(signal && { signal }),
    });
    const [objects = '', format = 'sha1'] = found.toString('utf8').trim().split('\n');
    mkdirSync(folder, { recursive: true });
    const self = new Objects(resolve(folder), signal);
    await runGit(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, self.folder], {
      cwd: self.folder,
      env: gitEnvironment(),
    });
    mkdirSync(join(self.folder, 'objects', 'info'), { recursive: true });
    writeFileSync(join(self.folder, 'objects', 'info', 'alternates'), `${objects}\n`);
    return self;
  }

  /** git with these objects. `env` may name an index or a folder of files. */
  run(args: readonly string[], input?: string | Buffer, env: Readonly<Record<string, string>> = {}, cwd = this.folder): Promise<Buffer> {
    return runGit(args, {
      cwd,
      env: gitEnvironment({ GIT_DIR: this.folder, ...env }),
      ...(input !== undefined && { input }),
      ...(this.#signal && { signal: this.#signal }),
    });
  }

  async text(args: readonly string[], input?: string | Buffer, env: Readonly<Record<string, string>> = {}): Promise<string> {
    return (await this.run(args, input, env)).toString('utf8').trim();
  }

  /** The tree of a commit. */
  treeOf(revision: string): Promise<string> {
    return this.text(['rev-parse', '--verify', '--end-of-options', `${revision}^{tree}`]);
  }

  async entries(tree: string): Promise<Entries> {
    const rows = (await this.run(['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', tree])).toString('utf8').split('\0');
    return new Map(
      rows.filter(Boolean).map((row) => {
        const [mode = '', , hash = ''] = row.slice(0, row.indexOf('\t')).split(' ');
        return [row.slice(row.indexOf('\t') + 1), { mode, hash }];
      }),
    );
  }

  async writeTree(entries: Entries, index: string): Promise<string> {
    const rows = [...entries].map(([path, { mode, hash }]) => `${mode} ${hash}\t${path}\0`).join('');
    const env = { GIT_INDEX_FILE: index };
    await this.run(['read-tree', '--empty'], undefined, env);
    await this.run(['update-index', '-z', '--index-info'], rows, env);
    return this.text(['write-tree'], undefined, env);
  }

  /** Texts by hash; what is not there is left out. */
  async read(hashes: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const wanted = [...new Set(hashes)];
    if (wanted.length === 0) return new Map();
    return batch(await this.run(['cat-file', '--batch'], `${wanted.join('\n')}\n`));
  }

  async write(content: string | Buffer): Promise<string> {
    return this.text(['hash-object', '-w', '--stdin', '--no-filters'], content);
  }
}

function batch(output: Buffer): ReadonlyMap<string, Buffer> {
  const texts = new Map<string, Buffer>();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(10, at);
    const [hash = '', type, length] = output.toString('utf8', at, end).split(' ');
    at = end + 1;
    if (type !== 'blob') continue;
    texts.set(hash, output.subarray(at, at + Number(length)));
    at += Number(length) + 1;
  }
  return texts;
}
