import type { ResultOf } from '@groundwork/protocol';
import { node, type TreeNode } from './node.ts';

type Entry = ResultOf<'resources/list'>['entries'][number];

const icons: Readonly<Record<Entry['kind'], string>> = {
  schema: 'symbol-namespace',
  table: 'table',
  view: 'eye',
  column: 'symbol-field',
  collection: 'json',
  key: 'key',
  bucket: 'archive',
  folder: 'folder',
  object: 'file',
  queue: 'inbox',
  topic: 'broadcast',
  index: 'list-tree',
  message: 'mail',
};

/** What is in a resource, below one of its places. */
export function entriesIn(resource: string, place: readonly string[], entries: readonly Entry[], more: boolean): readonly TreeNode[] {
  const lines = entries.map(({ name, title, kind, detail, expandable, readable }) => {
    const here = [...place, name];
    return node({
      id: `entry:${JSON.stringify([resource, ...here])}`,
      name: resource,
      label: title ?? name,
      description: detail,
      tooltip: `${kind} ${title ?? name}`,
      icon: { id: icons[kind], color: null },
      context: ['entry', ...(readable ? ['readable'] : [])],
      inside: expandable ? { resource, place: here } : null,
      command: readable ? { command: 'groundwork.showRows', title: 'Show Rows', arguments: [{ name: resource, place: here }] } : null,
    });
  });
  if (lines.length === 0) return [said(resource, place, 'Nothing in it yet', 'circle-slash')];
  return more ? [...lines, said(resource, place, `The first ${lines.length} are shown`, 'ellipsis')] : lines;
}

/** Where nothing here reads what is in it: one click opens what does. */
export function onlyItsClient(resource: string): readonly TreeNode[] {
  return [
    {
      ...said(resource, [], 'Its own client looks into it', 'terminal'),
      command: { command: 'groundwork.connectResource', title: 'Connect to a Resource', arguments: [{ name: resource }] },
    },
  ];
}

function said(resource: string, place: readonly string[], label: string, icon: string): TreeNode {
  return node({ id: `entry:${JSON.stringify([resource, ...place])}:${icon}`, name: resource, label, icon: { id: icon, color: null } });
}
