import type { ResourceType } from '@groundwork/blueprint';

/**
 * How a service runs: `serve` answers on a port, `work` only has to stay alive, `once` is done when it exits with 0,
 * `scheduled` runs by its cron expression, `static` is files that a web server hands out.
 */
export type RunMode = 'serve' | 'work' | 'once' | 'scheduled' | 'static';

interface StepBase {
  /** `kind:name`, unique in a plan. */
  readonly id: string;
  /** Ids of steps that come first. */
  readonly needs: string[];
  readonly why: string;
  /** `file:line` of the first evidence. */
  readonly where: string | null;
}

export interface ResourceStep extends StepBase {
  readonly kind: 'resource';
  readonly resource: string;
  readonly type: ResourceType;
  readonly version: string | null;
  readonly extensions: readonly string[];
}

export interface CommandStep extends StepBase {
  readonly kind: 'install' | 'build' | 'release';
  /** Who needs it; their first names the step. */
  readonly services: string[];
  /** Folder relative to the scanned one. */
  readonly path: string;
  readonly commands: readonly string[];
}

export interface StartStep extends StepBase {
  readonly kind: 'start';
  readonly service: string;
  readonly path: string;
  readonly mode: RunMode;
  /** `null` for static files without a server of their own. */
  readonly command: string | null;
}

export type Step = ResourceStep | CommandStep | StartStep;

export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

/** Plain JSON: what would be done, in order, and what was left out. */
export interface Plan {
  readonly version: 1;
  readonly name: string;
  readonly environment: string;
  readonly target: string;
  readonly steps: readonly Step[];
  readonly leftOut: readonly LeftOut[];
}
