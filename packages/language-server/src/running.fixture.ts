import { mkdirSync } from 'node:fs';
import { environmentFolder, recordOf, writeState, type EnvironmentState } from '@groundwork/provision';

/** Writes the state of an environment that is up, as its supervisor would: this process stands for it. */
export function writeRunning(dir: string, change: Partial<EnvironmentState> = {}): void {
  const folder = environmentFolder(dir, 'local');
  mkdirSync(folder.root, { recursive: true });
  const here = recordOf(process.pid);
  writeState(folder, {
    version: 1,
    name: 'harbour',
    environment: 'local',
    target: 'local',
    launch: 'launch',
    run: 'run',
    change: 0,
    phase: 'up',
    supervisor: here,
    services: [
      {
        name: 'berths',
        kind: 'web',
        state: 'ready',
        url: 'http://127.0.0.1:8000',
        port: 8000,
        process: here,
        exit: null,
        restarts: 0,
        log: 'berths.log',
        reason: null,
      },
    ],
    resources: [
      {
        name: 'db',
        type: 'postgres',
        state: 'ready',
        server: 'PostgreSQL 18.4',
        url: 'postgresql://berths@127.0.0.1:54021/berths',
        port: 54021,
        page: null,
        process: here,
        log: null,
        reason: null,
      },
    ],
    reason: null,
    ...change,
  });
}
