import type { Blueprint, Decisions, Service } from '@groundwork/blueprint';
import type { PlacedModule, Reading, Repository } from '@groundwork/scan';
import type { Fix, Range, Severity } from './finding.ts';
import type { TextFile } from './text-file.ts';

/** What a rule found, before its own name and what the person decided about it are added. */
export interface Report {
  readonly file: string;
  readonly range: Range;
  readonly message: string;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly service?: string | null;
  readonly fix?: Fix | null;
  readonly more?: string | null;
}

/** One way in which a deployment fails: a file in `rules/`, a line in `rules/index.ts`. */
export interface Rule {
  /** Words with hyphens; people write it in `groundwork.yaml` and in comments, so it never changes. */
  readonly id: string;
  /** What is wrong, as a heading. */
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters and what to do, for somebody who sees it for the first time. Markdown. */
  readonly help: string;
  readonly inFile?: FilePart;
  /** Looks at everything together. Runs after each change, so it asks for little. */
  inRepository?(whole: Whole): Iterable<Report> | Promise<Iterable<Report>>;
}

/** Looks at one file by itself; what it reports is kept for as long as the file stays the same. */
export interface FilePart {
  /** Files without it are not looked at. */
  readonly interest: RegExp;
  /** `source`: files of a service that a language reader parses. `text`: any file of the tree, parsed or not. */
  readonly of: 'source' | 'text';
  /** Whether a source file has to be parsed for it; it always is where this is absent. */
  parses?(text: string): boolean;
  /** Whether it matters in a service, where not in every one. */
  matters?(service: Service): boolean;
  look(file: FileView): Iterable<Report | Pending>;
}

/** What a file alone does not decide: asked again whenever anything changed, so it asks for little. */
export type Pending = (around: Around) => Report | null;

export interface Around {
  readonly whole: Whole;
  /** The service that runs the file, `null` where none does. */
  readonly service: Service | null;
}

/** One file as a rule sees it. */
export interface FileView {
  readonly file: TextFile;
  /** `null` where no language reader parses it, or it needs not be. */
  readonly placed: PlacedModule | null;
}

/** Everything a scan read, as a rule sees it. */
export interface Whole {
  readonly blueprint: Blueprint;
  readonly decisions: Decisions;
  readonly repository: Repository;
  readonly services: Reading['services'];
  /** Version of a language's runtime on this machine, where somebody looked. */
  readonly runtimes: ReadonlyMap<string, string>;
  /** Names of variables whose value a person gave on this machine, once and for all. */
  readonly given: ReadonlySet<string>;
  /** The text of a file with places in it, `null` when it is gone. */
  file(path: string): TextFile | null;
  /** Files in which a word stands, of all that are text. */
  mentions(word: string): readonly string[];
  /** A source file parsed with places, kept until it changes; `null` where no reader parses it. */
  placed(path: string): Promise<PlacedModule | null>;
}
