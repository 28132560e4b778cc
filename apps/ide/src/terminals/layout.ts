import { z } from 'zod';

/** How terminals are arranged in this window: groups side by side, each a tab. Terminals by their names on the server. */
const layoutSchema = z.array(
  z.object({
    active: z.boolean(),
    front: z.string().nullable(),
    terminals: z.array(z.object({ id: z.string(), size: z.number() })),
  }),
);
export type Layout = z.infer<typeof layoutSchema>;

const key = 'groundwork.terminals';

export function readLayout(storage: Storage): Layout {
  try {
    return layoutSchema.parse(JSON.parse(storage.getItem(key) ?? '[]'));
  } catch {
    return [];
  }
}

export function keepLayout(storage: Storage, layout: Layout): void {
  storage.setItem(key, JSON.stringify(layout));
}

/** The kept arrangement with what is there now: what is gone is left out, what it does not know gets a tab of its own. */
export function arrange(layout: Layout, terminals: readonly string[]): Layout {
  const there = new Set(terminals);
  const kept = layout
    .map((tab) => ({ ...tab, terminals: tab.terminals.filter(({ id }) => there.has(id)) }))
    .filter((tab) => tab.terminals.length > 0);
  const placed = new Set(kept.flatMap((tab) => tab.terminals.map(({ id }) => id)));
  const others = terminals.filter((id) => !placed.has(id));
  return [...kept, ...others.map((id) => ({ active: false, front: id, terminals: [{ id, size: 1 }] }))];
}
