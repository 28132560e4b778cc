import { Maximize, Minus, Plus, type IconNode } from 'lucide';
import type { VNode } from 'preact';
import { Icon } from '../../webview/icon.tsx';

export function ZoomButtons({ zoom, fit, percent }: { zoom: (factor: number) => void; fit: () => void; percent: number }): VNode {
  return (
    <div class="zoom" role="toolbar" aria-label="Zoom">
      <Tool of={Minus} label="Zoom out (-)" onClick={() => zoom(1 / 1.25)} />
      <span aria-live="off">{`${percent} %`}</span>
      <Tool of={Plus} label="Zoom in (+)" onClick={() => zoom(1.25)} />
      <Tool of={Maximize} label="Show everything (0)" onClick={fit} />
    </div>
  );
}

function Tool({ of, label, onClick }: { of: IconNode; label: string; onClick: () => void }): VNode {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={onClick}>
      <Icon of={of} size={14} />
    </button>
  );
}
