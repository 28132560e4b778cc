import type { MessageOf } from '@groundwork/protocol';
import type { Activity } from './snapshot.ts';

type Progress = MessageOf<'environment/progress'>;

/** What is going on, after one more event, which came at `now` in milliseconds. */
export function applyProgress(activities: readonly Activity[], event: Progress, now: number): readonly Activity[] {
  switch (event.type) {
    case 'started': {
      const { task, label, expectedMs = null, agoMs = 0 } = event;
      return [...activities.filter((each) => each.task !== task), { task, label, detail: null, since: now - agoMs, ms: agoMs, expectedMs }];
    }
    case 'progress':
      return activities.map((each) => (each.task === event.task ? { ...each, detail: progressDetail(event) } : each));
    case 'finished':
      return activities.filter(({ task }) => task !== event.task);
    case 'output':
    case 'note':
      return activities;
  }
}

/** The same a moment later. */
export function passTime(activities: readonly Activity[], now: number): readonly Activity[] {
  return activities.map((each) => ({ ...each, ms: now - each.since }));
}

/** What is over at once is not worth a number. */
const shownFromMs = 1000;

/** `40 % · 14 s, last time 22 s`. */
export function activityDetail({ detail, ms, expectedMs }: Activity): string {
  const pace = expectedMs === null || expectedMs < shownFromMs ? duration(ms) : `${duration(ms)}, last time ${duration(expectedMs)}`;
  return [detail, ms < shownFromMs ? null : pace].filter(Boolean).join(' · ');
}

/** `install (pip) 14 s, last time 22 s`. */
export function activityText(activity: Activity): string {
  return [activity.label, activityDetail(activity)].filter(Boolean).join(' ');
}

/** Whole seconds: more would flicker. */
function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function progressDetail({ done, total, detail }: Extract<Progress, { type: 'progress' }>): string | null {
  if (detail !== undefined) return detail;
  return total === null || total === 0 ? null : `${Math.floor((100 * done) / total)} %`;
}
