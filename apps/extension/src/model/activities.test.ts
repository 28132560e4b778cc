import { expect, it } from 'vitest';
import { activityText, applyProgress, passTime } from './activities.ts';

const started = { type: 'started', task: 'install', label: 'install (pip)' } as const;

it('says how long a step takes, and how long it took last time', () => {
  const activities = passTime(applyProgress([], { ...started, expectedMs: 22_400 }, 1000), 15_900);
  expect(activities.map(activityText)).toEqual(['install (pip) 14 s, last time 22 s']);
});

it('counts from when a step began, also where the window came later', () => {
  const activities = applyProgress([], { ...started, agoMs: 65_000 }, 70_000);
  expect(activities.map(activityText)).toEqual(['install (pip) 1 min 5 s']);
});

it('says nothing of time about what has just begun', () => {
  const begun = applyProgress([], { ...started, expectedMs: 9000 }, 0);
  expect(begun.map(activityText)).toEqual(['install (pip)']);
  const half = applyProgress(begun, { type: 'progress', task: 'install', done: 1, total: 2 }, 10);
  expect(passTime(half, 3000).map(activityText)).toEqual(['install (pip) 50 % · 3 s, last time 9 s']);
});
