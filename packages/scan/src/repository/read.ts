import { isExported } from '@groundwork/blueprint';
import type { Host } from '@groundwork/host';
import { declarationReaders } from '../manifests/index.ts';
import type { Declaration } from '../manifests/declaration.ts';
import { languageReaders } from '../languages/index.ts';
import type { LanguageReader } from '../languages/language.ts';
import type { Module } from '../syntax/module.ts';
import { SyntaxParser, type GrammarName } from '../syntax/parser.ts';
import { breathe } from '../tree/disk.ts';
import { limits } from '../tree/limits.ts';
import type { Tree } from '../tree/tree.ts';
import { baseName } from './paths.ts';
import { longestLine } from './longest-line.ts';
import { isSameData } from './same-data.ts';
import { DeferredModule } from './deferred.ts';
import { isWorthParsing } from './words.ts';

/** What one file gave. Made from that file's path and text alone, so it is kept for as long as they stay the same. */
export interface FileFacts {
  readonly path: string;
  readonly module: Module | null;
  /** Source that is parsed only when something leads to it. */
  readonly deferred: DeferredModule | null;
  /** Index into `languageReaders` to what its `readManifest` gave. */
  readonly manifests: readonly { readonly reader: LanguageReader; readonly manifest: unknown }[];
  readonly declarations: readonly Declaration[];
  /** Kept for small files that people or shells read. */
  readonly text: string | null;
  readonly note: string | null;
}

interface Kept {
  readonly version: string | null;
  readonly facts: FileFacts;
}

/** Facts per file, remembered between scans of the same tree. */
export class FactStore {
  readonly #kept: Map<string, Kept>;
  #layout: object = {};
  #revision = 0;

  constructor(kept: Iterable<[string, Kept]> = []) {
    this.#kept = new Map(kept);
  }

  /** Another one that remembers the same: facts are never changed, so both have them. */
  fork(): FactStore {
    const fork = new FactStore(this.#kept);
    fork.#layout = this.#layout;
    fork.#revision = this.#revision;
    return fork;
  }

  /** Another number whenever a reading gave anything that the one before did not. */
  get revision(): number {
    return this.#revision;
  }

  /** The same object for as long as the last readings gave the same paths and manifests. */
  get layout(): object {
    return this.#layout;
  }

  /** Reads what changed since the last time, and everything the first time. `changed` limits the look to those paths. */
  async read(tree: Tree, paths: readonly string[], host: Host, changed: ReadonlySet<string> | null): Promise<Map<string, FileFacts>> {
    const parser = await SyntaxParser.shared();
    const facts = new Map<string, FileFacts>();
    let sinceBreath = performance.now();
    for (const [index, path] of paths.entries()) {
      const now = performance.now();
      if (now - sinceBreath > 50) {
        host.notify({ type: 'progress', task: 'scan', done: index, total: paths.length });
        await breathe(host.signal);
        sinceBreath = performance.now();
      }
      const kept = this.#kept.get(path);
      if (kept && changed && !changed.has(path)) {
        facts.set(path, kept.facts);
        continue;
      }
      if (kept && (!wanted(path) || (kept.version && kept.version === tree.version(path)))) {
        facts.set(path, kept.facts);
        continue;
      }
      const content = wanted(path) ? tree.read(path) : null;
      const read = content === null || isExported(content.text) ? nothing(path) : await readFacts(path, content.text, parser);
      const isSame = kept !== undefined && isSameFacts(kept.facts, read);
      if (!isSame) this.#revision += 1;
      if (!kept || (!isSame && isLaidOutAnew(kept.facts, read))) this.#layout = {};
      // What was worked out from a module is remembered under it.
      const last = isSame && !read.deferred ? kept.facts : read;
      this.#kept.set(path, { version: content?.version ?? null, facts: last });
      facts.set(path, last);
    }
    for (const path of this.#kept.keys()) {
      if (facts.has(path)) continue;
      this.#kept.delete(path);
      this.#layout = {};
      this.#revision += 1;
    }
    return facts;
  }
}

/** Whether a file that was read again says what it said before, as far as anybody asked. */
function isSameFacts(before: FileFacts, now: FileFacts): boolean {
  if (now.deferred === null || before.deferred === null) return isSameData(before, now);
  return isSameData({ ...before, deferred: null }, { ...now, deferred: null }) && now.deferred.answersLike(before.deferred);
}

const isLaidOutAnew = (before: FileFacts, now: FileFacts): boolean =>
  before.manifests.length > 0 ||
  now.manifests.length > 0 ||
  ((before.deferred ?? before.module) === null) !== ((now.deferred ?? now.module) === null);

const nothing = (path: string): FileFacts => ({
  path,
  module: null,
  deferred: null,
  manifests: [],
  declarations: [],
  text: null,
  note: null,
});

const keptText =
  /(^|\/)(readme[^/]*|[^/]*\.(md|rst|sh|bash|conf|cfg|ini|service|html?|tmpl|template|erb|sql|prisma|proto|toml|txt)|dockerfile[^/]*|makefile|justfile|procfile[^/]*|\.python-version|\.nvmrc|\.node-version|\.ruby-version|\.tool-versions|runtime\.txt|go\.work|\.env[^/]*)$/i;

/** Text larger than this is not kept for later questions. */
const keptTextLimit = 200_000;

function wanted(path: string): boolean {
  return (
    keptText.test(path) ||
    languageReaders.some((reader) => reader.grammar(path) !== null || reader.isManifest(path)) ||
    declarationReaders.some((reader) => reader.matches(path))
  );
}

async function readFacts(path: string, text: string, parser: SyntaxParser): Promise<FileFacts> {
  const notes: string[] = [];
  const attempt = <T>(what: string, read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      notes.push(`${what} could not be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
      return null;
    }
  };
  let module: Module | null = null;
  let deferred: DeferredModule | null = null;
  const manifests: { reader: LanguageReader; manifest: unknown }[] = [];
  for (const reader of languageReaders) {
    if (reader.isManifest(path)) {
      const manifest = attempt(baseName(path), () => reader.readManifest(path, text));
      if (manifest !== null) manifests.push({ reader, manifest });
    }
    const grammar = module || deferred ? null : reader.grammar(path);
    if (!grammar) continue;
    const source = await readSource(reader, grammar, path, text, parser, attempt, (why) => notes.push(why));
    if (source instanceof DeferredModule) deferred = source;
    else module = source;
  }
  const declarations: Declaration[] = [];
  for (const reader of declarationReaders) {
    if (!reader.matches(path)) continue;
    const declaration = attempt(baseName(path), () => reader.read(path, text));
    if (!declaration) continue;
    declarations.push(declaration);
    break;
  }
  return {
    path,
    module,
    deferred,
    manifests,
    declarations,
    text: keptText.test(path) && text.length <= keptTextLimit ? text : null,
    note: notes[0] ?? null,
  };
}

async function readSource(
  reader: LanguageReader,
  grammar: GrammarName,
  path: string,
  text: string,
  parser: SyntaxParser,
  attempt: <T>(what: string, read: () => T) => T | null,
  note: (why: string) => void,
): Promise<Module | DeferredModule | null> {
  const code = reader.sourceOf ? attempt(baseName(path), () => reader.sourceOf?.(path, text) ?? text) : text;
  if (code === null) return null;
  if (longestLine(code) > limits.line) {
    note(`a line is longer than ${limits.line} characters`);
    return null;
  }
  const worth = isWorthParsing(reader, path, code);
  if (!worth && !reader.importsIn) return null;
  await parser.load([grammar]);
  if (!worth) return new DeferredModule(reader, grammar, path, code, parser);
  return attempt(baseName(path), () => reader.readModule(parser.parse(path, code, grammar)));
}
