import {
  Activity,
  Archive,
  AppWindow,
  CalendarClock,
  Circle,
  CircleCheck,
  CircleX,
  Clock,
  Cog,
  Database,
  FileText,
  Globe,
  GraduationCap,
  Inbox,
  LoaderCircle,
  Mail,
  Network,
  CirclePlay,
  Search,
  Sparkles,
  SquareFunction,
  Zap,
  type IconNode,
} from 'lucide';
import type { VNode } from 'preact';
import type { State } from '../../model/look.ts';
import { Icon } from '../../webview/icon.tsx';
import type { MapNode } from '../model.ts';
import { logoOf } from './logos.ts';

/** Signs of kinds of services and groups of resources, for what has no logo. */
const signs: Readonly<Record<string, IconNode>> = {
  web: Globe,
  static: AppWindow,
  worker: Cog,
  scheduler: CalendarClock,
  cron: Clock,
  job: CirclePlay,
  inference: Sparkles,
  training: GraduationCap,
  function: SquareFunction,
  database: Database,
  cache: Zap,
  search: Search,
  vector: Network,
  queue: Inbox,
  storage: Archive,
  mail: Mail,
  model: Sparkles,
  document: FileText,
  telemetry: Activity,
};

const states: Readonly<Record<State, IconNode>> = {
  ready: CircleCheck,
  starting: LoaderCircle,
  done: CircleCheck,
  scheduled: Clock,
  failed: CircleX,
  stopped: Circle,
};

export function NodeSign({ node: { logos, sign } }: { node: MapNode }): VNode {
  const logo = logoOf(logos);
  return (
    <span class="sign" aria-hidden="true">
      {logo ? (
        <svg class="logo" width="20" height="20" viewBox="0 0 24 24" fill={logo.color ?? 'currentColor'}>
          <path d={logo.path} />
        </svg>
      ) : (
        <Icon of={signs[sign] ?? Circle} size={20} />
      )}
    </span>
  );
}

/** The state as a shape and a word; the colour comes on top. */
export function StateMark({ state, word }: { state: State; word: string }): VNode {
  return (
    <span class={`state ${state}`}>
      <Icon of={states[state]} size={14} />
      <span>{word}</span>
    </span>
  );
}
