import { rules } from '@groundwork/check';
import { decisionsFile } from '@groundwork/toolkit';
import { CompletionItemKind, InsertTextFormat, InsertTextMode, type CompletionItem } from 'vscode-languageserver';
import { cursorAt, type Cursor } from '../decisions/cursor.ts';
import { holds, keysOf, shapeAt, valuesOf } from '../decisions/schema.ts';
import { linesIn, type Feature } from '../session.ts';
import { completeInHead } from '../tickets/completion.ts';
import { isTicketPath } from '../tickets/problems.ts';
import { resourceName, serviceName } from '../text/words.ts';
import type { Snapshot } from '../workspace/workspace.ts';

/** In `groundwork.yaml` and in heads of tickets: what may stand there, and the names that are in this repository. */
export const completionFeature: Feature = {
  capabilities: { completionProvider: { triggerCharacters: [':', ' ', '-'] } },
  start: (session) => {
    session.connection.onCompletion(async ({ textDocument, position }): Promise<CompletionItem[]> => {
      const path = session.uris.pathOf(textDocument.uri);
      if (path !== null && isTicketPath(path))
        return completeInHead(linesIn(session, path), position, session.workspace.latest ?? (await session.workspace.read()));
      if (path !== decisionsFile) return [];
      const cursor = cursorAt(linesIn(session, decisionsFile), position);
      if (!cursor) return [];
      const snapshot = session.workspace.latest ?? (await session.workspace.read());
      return cursor.writes === 'key' ? keys(cursor, snapshot) : values(cursor, snapshot);
    });
  },
};

function keys(cursor: Cursor, snapshot: Snapshot): CompletionItem[] {
  const { path, siblings, indent } = cursor;
  const shape = shapeAt(path);
  if (!shape) return [];
  const items = [
    ...keysOf(shape).map(({ name, shape: of }) => ({ name, detail: of?.description ?? '', after: afterKey(holds(of), indent) })),
    ...namesAt(path, snapshot).map((each) => ({
      ...each,
      after: afterKey(path.length === 1 && path[0] !== 'answers' ? 'map' : 'value', indent),
    })),
  ];
  return items
    .filter(({ name }) => !siblings.includes(name))
    .map(({ name, detail, after }, index) => item(name, detail, cursor, { after, index, kind: CompletionItemKind.Property }));
}

/** Names of this repository that a map of `groundwork.yaml` is about. */
function namesAt([section, name, key]: readonly string[], { blueprint, reading }: Snapshot): { name: string; detail: string }[] {
  const { services, resources, questions } = blueprint;
  if (section === 'services' && key === 'env') {
    const env = services.find((service) => service.name === name)?.env ?? [];
    return env.filter(({ secret }) => !secret).map((variable) => ({ name: variable.name, detail: variable.default ?? '' }));
  }
  if (name !== undefined) return [];
  if (section === 'services') {
    const others = [...reading.services.keys()].filter((each) => !services.some((service) => service.name === each));
    return [
      ...services.map((service) => ({ name: service.name, detail: serviceName(service) })),
      ...others.map((each) => ({ name: each, detail: '' })),
    ];
  }
  if (section === 'resources') return resources.map((resource) => ({ name: resource.name, detail: resourceName(resource) }));
  if (section === 'answers') return questions.map(({ id, ask }) => ({ name: id, detail: ask }));
  return section === 'checks' ? rules.map(({ id, title }) => ({ name: id, detail: title })) : [];
}

function values(cursor: Cursor, { blueprint, reading }: Snapshot): CompletionItem[] {
  const { path } = cursor;
  const shape = shapeAt(path);
  const kind = CompletionItemKind.Value;
  const [section, name, key] = path;
  if (!shape || (cursor.writes === 'value' && holds(shape) !== 'value')) return [];
  const found = valuesOf(shape).map((value) => ({ value, detail: '' }));
  if (section === 'answers') {
    const question = blueprint.questions.find(({ id }) => id === name);
    for (const value of question?.options ?? [])
      found.push({ value, detail: question?.default === value ? 'used until it is answered' : '' });
  }
  if (section === 'services' && key === 'start') {
    const draft = reading.services.get(name ?? '')?.draft;
    for (const value of [draft?.start, ...(draft?.otherStarts ?? [])]) if (value) found.push({ value, detail: 'read from the code' });
  }
  if (section === 'ignore' || path.at(-1) === 'ignore')
    for (const value of cursor.writes === 'item' ? foldersOf(reading.repository.paths) : []) found.push({ value, detail: '' });
  return found.map(({ value, detail }, index) => item(value, detail, cursor, { index, kind, text: quoted(value) }));
}

interface Look {
  readonly index: number;
  readonly kind: CompletionItemKind;
  readonly after?: string;
  readonly text?: string;
}

const item = (
  name: string,
  detail: string,
  { range }: Cursor,
  { index, kind, after = '', text = quotedKey(name) }: Look,
): CompletionItem => ({
  label: name,
  kind,
  ...(detail === '' ? {} : { detail }),
  sortText: String(index).padStart(4, '0'),
  filterText: name,
  insertTextFormat: InsertTextFormat.PlainText,
  // Lines below are indented already.
  insertTextMode: InsertTextMode.asIs,
  textEdit: { range, newText: `${text}${after}` },
});

function afterKey(of: 'map' | 'list' | 'value', indent: number): string {
  const deeper = ' '.repeat(indent + 2);
  if (of === 'map') return `:\n${deeper}`;
  return of === 'list' ? `:\n${deeper}- ` : ': ';
}

/** Folders that are worth leaving out: those near the top. */
function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/').slice(0, -1);
    for (let length = 1; length <= Math.min(parts.length, 3); length += 1) folders.add(parts.slice(0, length).join('/'));
  }
  return [...folders].sort().slice(0, 200);
}

const isPlain = (text: string): boolean =>
  /^[A-Za-z_./][\w ./=:@$+,-]*$/.test(text) && !/: | #|:$|^(true|false|null|yes|no|on|off|~)$/i.test(text);
const quoted = (text: string): string => (isPlain(text) || /^(true|false)$/.test(text) ? text : JSON.stringify(text));
const quotedKey = (text: string): string => (isPlain(text) ? text : JSON.stringify(text));
