import type { Evidence } from '@groundwork/blueprint';
import type { VNode } from 'preact';
import { tellEditor } from './editor.ts';

/** Where the code asks for it, one click away. */
export function Places({ evidence }: { evidence: readonly Evidence[] }): VNode | null {
  const [first] = evidence;
  if (!first) return null;
  const lines = [...new Set(evidence.filter(({ file }) => file === first.file).map(({ line }) => line))].sort(
    (left, right) => left - right,
  );
  const others = new Set(evidence.map(({ file }) => file)).size - 1;
  const text = `${first.file}:${lines.slice(0, 3).join(',')}${others > 0 ? ` + ${others}` : ''}`;
  return (
    <button type="button" class="place" title={first.why} onClick={() => tellEditor({ type: 'evidence', evidence })}>
      {text}
    </button>
  );
}
