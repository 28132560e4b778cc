import type { VNode } from 'preact';

/** Words of a person, with what stands in backticks as the code it is. Nothing else of Markdown is read. */
export function Words({ of }: { of: string }): VNode {
  return (
    <>
      {of.split(/(`[^`\n]+`)/).map((part, at) =>
        at % 2 === 1 ? (
          <code key={at} dir="auto">
            {part.slice(1, -1)}
          </code>
        ) : (
          part
        ),
      )}
    </>
  );
}
