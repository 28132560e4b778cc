import { Copy, TriangleAlert } from 'lucide';
import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon.tsx';

/** A part of a page that is read from top to bottom, with lines below its heading. */
export function Section({ title, live = false, children }: { title: string; live?: boolean; children: ComponentChildren }): VNode {
  return (
    <section aria-live={live ? 'polite' : undefined}>
      <h2>{title}</h2>
      <ul class="rows">{children}</ul>
    </section>
  );
}

/** What went wrong, and what to do, to be copied. */
export function Failure({
  message,
  fix,
  copy,
  children,
}: {
  message: string;
  fix: string | null;
  copy: (text: string) => void;
  /** What can be done about it here. */
  children?: ComponentChildren;
}): VNode {
  return (
    <div class="failure" role="alert">
      <Icon of={TriangleAlert} className="warning" />
      <div>
        <p dir="auto">{message}</p>
        {fix !== null && (
          <p class="fix">
            <code>{fix}</code>
            <button type="button" class="icon-button" aria-label={`Copy: ${fix}`} title="Copy" onClick={() => copy(fix)}>
              <Icon of={Copy} size={14} />
            </button>
          </p>
        )}
      </div>
      {children}
    </div>
  );
}
