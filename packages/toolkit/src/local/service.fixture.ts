import type { Blueprint, Resource, Service } from '@groundwork/blueprint';

/** A service of a harbour with everything empty that a test does not care about. */
export function serviceOf(name: string, fields: Partial<Service> = {}): Service {
  return {
    name,
    path: '.',
    kind: 'web',
    language: 'node',
    framework: null,
    runtime: { version: null, packageManager: null },
    install: [],
    build: [],
    release: [],
    start: `node ${name}.js`,
    port: null,
    health: null,
    schedule: null,
    gpu: 'none',
    systemPackages: [],
    env: [],
    uses: [],
    volumes: [],
    evidence: [],
    ...fields,
  };
}

export function blueprintOf(services: Service[], resources: Resource[] = []): Blueprint {
  return { version: 1, name: 'harbour', services, resources, questions: [], notes: [] };
}
