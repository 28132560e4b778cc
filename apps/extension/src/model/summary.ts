import type { EnvironmentStatus } from '@groundwork/protocol';
import { activityText } from './activities.ts';
import type { State } from './look.ts';
import type { Snapshot } from './snapshot.ts';

export interface Summary {
  readonly text: string;
  readonly tooltip: string;
  readonly kind: 'none' | 'stopped' | 'starting' | 'up' | 'failed' | 'lost';
}

/** The whole workspace in a few words, for the status bar. */
export function summaryOf(snapshot: Snapshot): Summary {
  const { connection, blueprint, status, busy } = snapshot;
  if (connection === 'unavailable')
    return { kind: 'lost', text: 'no workspace server', tooltip: snapshot.unavailable?.message ?? 'No workspace server' };
  if (connection === 'lost')
    return { kind: 'lost', text: 'reconnecting', tooltip: 'The workspace server is gone; waiting for it to come back' };
  if (connection === 'starting' || !status)
    return { kind: 'none', text: 'reading', tooltip: 'The repository is being read; nothing of it runs' };
  if (busy === 'down' || busy === 'reset') return { kind: 'starting', text: 'stopping', tooltip: 'Everything is being stopped' };

  const parts = [...status.resources, ...status.services];
  const failed = parts.filter(({ state }) => state === 'failed');
  const running = parts.filter(({ state }) => state !== 'stopped');
  const well = running.filter(({ state }) => state === 'ready' || state === 'done' || state === 'scheduled');
  const starting = running.filter(({ state }) => state === 'starting');
  if (starting.length > 0 || (busy === 'up' && failed.length === 0)) {
    const count = running.length === 0 ? 'starting' : `starting ${well.length} of ${running.length}`;
    return { kind: 'starting', text: count, tooltip: underway(snapshot, starting) };
  }
  if (failed.length > 0) {
    const reasons = failed.map(({ name, reason }) => `${name}: ${reason?.message ?? 'stopped by itself'}`);
    return {
      kind: 'failed',
      text: failed.length === 1 ? `${failed[0]?.name ?? ''} failed` : `${failed.length} failed`,
      tooltip: reasons.join('\n'),
    };
  }
  if (status.running) {
    const urls = status.services.flatMap(({ name, url }) => (url === null ? [] : [`${name}  ${url}`]));
    return { kind: 'up', text: `${status.environment} up`, tooltip: urls.join('\n') || 'Everything is running' };
  }
  const [first, ...others] = besides(status);
  if (first !== undefined)
    return { kind: 'up', text: others.length === 0 ? first : `${first} and ${others.length} more`, tooltip: [first, ...others].join('\n') };
  const services = blueprint?.services.length ?? 0;
  return {
    kind: 'stopped',
    text: 'not running',
    tooltip: services === 0 ? 'Nothing to run was found here' : `${services} ${services === 1 ? 'service' : 'services'} can be run`,
  };
}

/** Steps with their time where there are some; what they are for otherwise. */
function underway({ activities }: Snapshot, starting: readonly { readonly name: string }[]): string {
  const steps = activities.map(activityText);
  return (steps.length > 0 ? steps.join('\n') : starting.map(({ name }) => name).join(', ')) || 'Getting ready to run';
}

/** What there is although the environment is not up: a program somebody runs or ran, and servers that are looked into. */
function besides({ services, resources }: EnvironmentStatus): readonly string[] {
  const those = (of: readonly { readonly name: string; readonly state: State }[], state: State, word: string): readonly string[] =>
    of.flatMap((each) => (each.state === state ? [`${each.name} ${word}`] : []));
  return [...those(services, 'ready', 'running'), ...those(resources, 'ready', 'open'), ...those(services, 'done', 'done')];
}
