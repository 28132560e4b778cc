import type { Blueprint, Binding, Resource, Service, Variable } from '@groundwork/blueprint';

/** A service with everything empty that a test does not care about. */
export function service(name: string, fields: Partial<Service> = {}): Service {
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
    start: `run ${name}`,
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

export function resource(name: string, fields: Partial<Resource> = {}): Resource {
  return { name, type: 'postgres', need: 'required', version: null, extensions: [], evidence: [], ...fields };
}

export function blueprint(services: Service[], resources: Resource[] = []): Blueprint {
  return { version: 1, name: 'harbour', services, resources, questions: [], notes: [] };
}

export function variable(name: string, fields: Partial<Variable> = {}): Variable {
  return { name, required: true, secret: false, default: null, source: 'ask', evidence: [], ...fields };
}

type Unformed<B> = B extends Binding ? Omit<B, 'form'> & { form?: string | null } : never;

export function bound(name: string, binding: Unformed<Binding>): Variable {
  return variable(name, { source: 'binding', binding: { form: null, ...binding } });
}
