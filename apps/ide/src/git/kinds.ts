import type { Change } from './repository.ts';

export interface KindShown {
  readonly letter: string;
  readonly word: string;
  readonly color: string;
}

/** Letters and colours that people know from VS Code's git. */
const kinds: Readonly<Record<Change['kind'], KindShown>> = {
  added: { letter: 'A', word: 'Added', color: 'gitDecoration.addedResourceForeground' },
  modified: { letter: 'M', word: 'Modified', color: 'gitDecoration.modifiedResourceForeground' },
  deleted: { letter: 'D', word: 'Deleted', color: 'gitDecoration.deletedResourceForeground' },
  renamed: { letter: 'R', word: 'Renamed', color: 'gitDecoration.renamedResourceForeground' },
  copied: { letter: 'C', word: 'Copied', color: 'gitDecoration.renamedResourceForeground' },
  untracked: { letter: 'U', word: 'Untracked', color: 'gitDecoration.untrackedResourceForeground' },
  conflicted: { letter: '!', word: 'Conflict', color: 'gitDecoration.conflictingResourceForeground' },
  type_changed: { letter: 'T', word: 'Type Changed', color: 'gitDecoration.modifiedResourceForeground' },
};
const stagedColors: Partial<Record<Change['kind'], string>> = {
  modified: 'gitDecoration.stageModifiedResourceForeground',
  deleted: 'gitDecoration.stageDeletedResourceForeground',
};

export function shownAs({ kind }: Change, staged: boolean): KindShown {
  const shown = kinds[kind];
  const color = staged ? stagedColors[kind] : undefined;
  return staged ? { ...shown, word: `Index ${shown.word}`, color: color ?? shown.color } : shown;
}
