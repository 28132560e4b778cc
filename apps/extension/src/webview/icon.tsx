import type { IconNode } from 'lucide';
import { h, type VNode } from 'preact';

/** A sign drawn in the colour of the words around it. Words say the same: it is hidden from screen readers. */
export function Icon({ of, size = 16, className = '' }: { of: IconNode; size?: number; className?: string }): VNode {
  return (
    <svg
      class={`icon ${className}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}
