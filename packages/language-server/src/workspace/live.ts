import { statSync } from 'node:fs';
import {
  currentState,
  deployedEnvironments,
  deploymentFiles,
  environmentFiles,
  keptNames,
  type DeployedEnvironment,
  type EnvironmentState,
  type KeptNames,
} from '@groundwork/toolkit';

/** What runs of the folder on this machine, which values it has here, and what was deployed from here. */
export interface Live {
  readonly state: EnvironmentState | null;
  readonly kept: KeptNames;
  readonly deployed: readonly DeployedEnvironment[];
}

/** How often the files of the environment are looked at; how often it is asked whether what runs still lives. */
const everyMs = 400;
const aliveEveryMs = 2_000;
const environment = 'local';

/** Follows the environments of a folder. A look at a few files is all it costs while nothing changes. */
export class LiveState {
  readonly #dir: string;
  readonly #listeners = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;
  #seen: string;
  #checked = performance.now();
  #now: Live;

  constructor(dir: string) {
    this.#dir = dir;
    this.#seen = this.#versions();
    this.#now = this.#read();
    this.#timer = setInterval(() => this.#look(), everyMs);
    this.#timer.unref();
  }

  get now(): Live {
    return this.#now;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  close(): void {
    this.#listeners.clear();
    clearInterval(this.#timer);
  }

  #look(): void {
    const seen = this.#versions();
    const isRunning = (this.#now.state?.supervisor ?? null) !== null;
    const isDue = isRunning && performance.now() - this.#checked > aliveEveryMs;
    if (seen === this.#seen && !isDue) return;
    this.#seen = seen;
    this.#checked = performance.now();
    const before = shown(this.#now);
    this.#now = this.#read();
    if (shown(this.#now) !== before) for (const listener of this.#listeners) listener();
  }

  #read(): Live {
    try {
      return { state: currentState(this.#dir, environment), kept: keptNames(this.#dir), deployed: deployedEnvironments(this.#dir) };
    } catch {
      // Written by another release, or damaged: what uses it says so.
      return { state: null, kept: { given: new Set(), generated: new Set() }, deployed: [] };
    }
  }

  #versions(): string {
    return [...environmentFiles(this.#dir), ...deploymentFiles(this.#dir)].map((file) => `${file}:${versionOf(file)}`).join(' ');
  }
}

function versionOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.mtimeNs}:${stat.size}:${stat.ino}` : '-';
}

const shown = ({ state, kept, deployed }: Live): string =>
  JSON.stringify([state, [...kept.given], [...kept.generated], deployed.map(({ name, record }) => [name, record.at])]);
