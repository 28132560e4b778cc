import type { Service } from '@groundwork/blueprint';

/** A service of a harbour, with what a test says of it. */
export function berth(name: string, given: Partial<Service> = {}): Service {
  return {
    name,
    path: '.',
    kind: 'web',
    language: 'python',
    framework: null,
    runtime: { version: null, packageManager: null },
    install: [],
    build: [],
    release: [],
    start: null,
    port: 8000,
    health: null,
    schedule: null,
    gpu: 'none',
    systemPackages: [],
    env: [],
    uses: [],
    volumes: [],
    evidence: [],
    ...given,
  };
}
