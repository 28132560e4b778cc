import { expect, it } from 'vitest';
import { arrange, type Layout } from './layout.ts';

const layout: Layout = [
  {
    active: false,
    front: 'quay',
    terminals: [
      { id: 'quay', size: 0.5 },
      { id: 'pier', size: 0.5 },
    ],
  },
  { active: true, front: 'dock', terminals: [{ id: 'dock', size: 1 }] },
];

it('keeps what is still there where it was, and shows what others opened', () => {
  expect(arrange(layout, ['crane', 'pier', 'quay'])).toEqual([
    {
      active: false,
      front: 'quay',
      terminals: [
        { id: 'quay', size: 0.5 },
        { id: 'pier', size: 0.5 },
      ],
    },
    { active: false, front: 'crane', terminals: [{ id: 'crane', size: 1 }] },
  ]);
  expect(arrange([], [])).toEqual([]);
});
