/** Does something for each, a bounded number at a time. The first error ends it when those underway are done. */
export async function inParallel<Item>(items: readonly Item[], most: number, work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const failed: unknown[] = [];
  const workers = Array.from({ length: Math.min(most, items.length) }, async () => {
    for (const item of waiting) {
      if (failed.length > 0) return;
      try {
        await work(item);
      } catch (error) {
        failed.push(error);
      }
    }
  });
  await Promise.all(workers);
  if (failed.length > 0) throw failed[0];
}
