import { describe, expect, it } from 'vitest';
import { createBackoff } from './backoff.ts';
import { runGraph, type Node } from './graph.ts';

describe('bringing things up in order', () => {
  it('waits for what is needed, and skips what cannot be', async () => {
    const said: string[] = [];
    const node = (id: string, needs: string[], well = true): Node => ({
      id,
      needs,
      run: async () => {
        said.push(id);
        return well;
      },
      skip: (missing) => void said.push(`${id} misses ${missing}`),
    });
    const failed = await runGraph([
      node('ship', ['crew', 'dock']),
      node('crew', []),
      node('dock', ['tide'], false),
      node('tide', []),
      node('cargo', ['ship']),
    ]);
    expect(said).toEqual(['crew', 'tide', 'dock', 'ship misses dock', 'cargo misses ship']);
    expect(failed).toEqual(['ship', 'dock', 'cargo']);
  });

  it('takes a thrown error for a failure', async () => {
    const node: Node = { id: 'ship', needs: [], run: () => Promise.reject(new RangeError('sank')), skip: () => {} };
    expect(await runGraph([node])).toEqual(['ship']);
  });
});

describe('starting again', () => {
  it('waits longer each time and gives up, but not on one that lived', () => {
    const backoff = createBackoff();
    expect([0, 1, 2, 3, 4, 5].map((second) => backoff.next(second * 1000))).toEqual([500, 1000, 2000, 4000, 8000, null]);
    expect(backoff.next(10 * 60_000)).toBe(500);
  });
});
