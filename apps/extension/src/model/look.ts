import { resourceDefinitions, type ResourceDefinition, type ResourceType, type Service, type ServiceKind } from '@groundwork/blueprint';
import type { EnvironmentStatus } from '@groundwork/protocol';

export type State = EnvironmentStatus['services'][number]['state'];

/** How a state is shown: a shape and a word, and a colour beside them, never alone. */
export interface Look {
  /** A product icon of the editor. */
  readonly icon: string;
  /** A colour the extension contributes. */
  readonly color: string | null;
  readonly word: string;
}

export const stateLooks: Readonly<Record<State, Look>> = {
  ready: { icon: 'pass-filled', color: 'groundwork.ready', word: 'ready' },
  starting: { icon: 'loading~spin', color: 'groundwork.starting', word: 'starting' },
  done: { icon: 'pass', color: 'groundwork.ready', word: 'done' },
  scheduled: { icon: 'clock', color: 'groundwork.ready', word: 'scheduled' },
  failed: { icon: 'error', color: 'groundwork.failed', word: 'failed' },
  stopped: { icon: 'circle-outline', color: null, word: 'not running' },
};

/** The state of a service in a word: what ends by itself is never ready. */
export function wordOf(service: Service, state: State): string {
  return state === 'ready' && isProgram(service) ? 'running' : stateLooks[state].word;
}

export const kindIcons: Readonly<Record<ServiceKind, string>> = {
  web: 'globe',
  static: 'browser',
  worker: 'gear',
  scheduler: 'calendar',
  cron: 'watch',
  job: 'play-circle',
  inference: 'sparkle',
  training: 'mortar-board',
  function: 'symbol-event',
};

/** It ends by itself, and how it starts is known: it is run when somebody asks. */
export function isProgram({ kind, start }: Service): boolean {
  return start !== null && (kind === 'job' || kind === 'training' || kind === 'cron');
}

/** What is up, was, or tried to be can be started anew while the rest is up. */
export function isRestartable({ state }: { readonly state: State }): boolean {
  return state === 'ready' || state === 'failed' || state === 'done' || state === 'starting';
}

export const groupIcons: Readonly<Record<ResourceDefinition['group'], string>> = {
  database: 'database',
  cache: 'zap',
  search: 'search',
  vector: 'type-hierarchy',
  queue: 'inbox',
  storage: 'archive',
  mail: 'mail',
  model: 'sparkle',
  document: 'file',
  telemetry: 'pulse',
};

export function definitionOf(type: ResourceType): ResourceDefinition {
  return resourceDefinitions[type];
}

const languageTitles: Readonly<Record<string, string>> = {
  python: 'Python',
  node: 'Node.js',
  go: 'Go',
  java: 'Java',
  ruby: 'Ruby',
  php: 'PHP',
  rust: 'Rust',
  dotnet: '.NET',
  static: 'static files',
};

/** Frameworks whose word in a blueprint is not how it is written. */
const frameworkTitles: Readonly<Record<string, string>> = { 'spring-boot': 'Spring Boot', aspnetcore: 'ASP.NET Core' };

export const frameworkTitle = (framework: string): string => frameworkTitles[framework] ?? framework;
export const languageTitle = (language: string): string => languageTitles[language] ?? language;
