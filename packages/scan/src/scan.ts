import type { Blueprint, Decisions } from '@groundwork/blueprint';
import { silentHost, type Host } from '@groundwork/host';
import { assemble } from './assemble/assemble.ts';
import type { Reading } from './assemble/reading.ts';
import { gather } from './repository/gather.ts';
import { FactStore } from './repository/read.ts';
import { isSameData } from './repository/same-data.ts';
import { breathe } from './tree/disk.ts';
import type { Tree } from './tree/tree.ts';

export interface ScanOptions {
  /** `groundwork.yaml`, already parsed. */
  readonly decisions?: Decisions;
  readonly host?: Host;
  /**
   * Whether to follow what is done with each resource (`uses[].operations`), which roles of a cloud are made of. It is asked of everything
   * at once; an editor that reads with each keystroke does without.
   */
  readonly operations?: boolean;
}

/** A reading with all that it was made from. */
interface Outcome {
  readonly from: {
    readonly revision: number;
    readonly decisions: Decisions;
    readonly notes: Blueprint['notes'];
    readonly operations: boolean;
  };
  readonly reading: Reading;
}

/** Reads a tree into a blueprint. Executes nothing of it; the same tree and decisions give the same blueprint. */
export async function scan(tree: Tree, options: ScanOptions = {}): Promise<Blueprint> {
  return new Scanner(tree).scan(options);
}

/** Scans the same tree again and again, reading only what changed: what an editor keeps open. */
export class Scanner {
  readonly #tree: Tree;
  #store = new FactStore();
  #paths: readonly string[] | null = null;
  #last: Outcome | null = null;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** Another one that goes on from here with a tree that differs in a few paths, which its next scan has to name. What is the same is shared. */
  fork(tree: Tree): Scanner {
    const fork = new Scanner(tree);
    fork.#store = this.#store.fork();
    fork.#paths = this.#paths;
    fork.#last = this.#last;
    return fork;
  }

  /**
   * `changed` are paths whose content changed since the last scan; without it everything is looked at again.
   * A path that was added or removed needs a scan without it.
   */
  async scan(options: ScanOptions = {}, changed: ReadonlySet<string> | null = null): Promise<Blueprint> {
    return (await this.read(options, changed)).blueprint;
  }

  /** As `scan`, with what the blueprint was made from. The same object as the last time when nothing that matters changed. */
  async read(options: ScanOptions = {}, changed: ReadonlySet<string> | null = null): Promise<Reading> {
    const host = options.host ?? silentHost;
    const limited = this.#paths ? changed : null;
    if (!limited || !this.#paths) this.#paths = (await this.#tree.files(host.signal)).map((file) => file.path);
    const facts = await this.#store.read(this.#tree, this.#paths, host, limited);
    const notes = [...facts.values()].flatMap((file) => (file.note ? [{ file: file.path, why: file.note }] : []));
    const skipped = this.#tree.skipped.map(({ path, why }) => ({ file: path, why }));
    const from = {
      revision: this.#store.revision,
      decisions: options.decisions ?? {},
      notes: [...skipped, ...notes],
      operations: options.operations ?? true,
    };
    if (this.#last && isSameData(this.#last.from, from)) return this.#last.reading;
    const repository = gather(this.#tree.name, facts, this.#store.layout);
    // Both take their time in a large repository, and others may live in this process.
    await breathe(host.signal);
    const reading = { repository, ...assemble(repository, from.decisions, from) };
    this.#last = { from, reading };
    return reading;
  }
}
