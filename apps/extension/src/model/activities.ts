import type { MessageOf } from '@groundwork/protocol';
import type { Activity } from './snapshot.ts';

type Progress = MessageOf<'environment/progress'>;

/** What is going on, after one more event. */
export function applyProgress(activities: readonly Activity[], event: Progress): readonly Activity[] {
  switch (event.type) {
    case 'started':
      return [...activities.filter(({ task }) => task !== event.task), { task: event.task, label: event.label, detail: null }];
    case 'progress':
      return activities.map((each) => (each.task === event.task ? { ...each, detail: progressDetail(event) } : each));
    case 'finished':
      return activities.filter(({ task }) => task !== event.task);
    case 'output':
    case 'note':
      return activities;
  }
}

function progressDetail({ done, total, detail }: Extract<Progress, { type: 'progress' }>): string | null {
  if (detail !== undefined) return detail;
  return total === null || total === 0 ? null : `${Math.floor((100 * done) / total)} %`;
}
