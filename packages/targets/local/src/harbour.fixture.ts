import type { Blueprint, Resource, Service, Variable } from '@groundwork/blueprint';
import { silentHost, type Host } from '@groundwork/host';
import { environmentFolder, focusPlan, planEnvironment, type EnvironmentFolder, type Focus, type Plan } from '@groundwork/provision';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { borrowEnvironment, type Borrowed } from './lifecycle/borrow.ts';
import { bringUp, type Session } from './lifecycle/bring-up.ts';
import { resetEnvironment } from './lifecycle/reset.ts';

/** A web server without dependencies that says what it was told; every fixture starts from it. */
export const quay = `
const http = require('node:http');
http.createServer((request, response) => response.end(process.env.GREETING ?? 'moored')).listen(process.env.PORT);
`;

/** Harbours of test processes that run side by side do not wish for the same number. */
const berth = 10_000 + ((process.pid * 13) % 9_000);

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
    start: 'node quay.js --port $PORT',
    port: berth,
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

export function urlOf(resource: string, name = 'DATABASE_URL'): Variable {
  const binding = { resource, property: 'url', form: null } as const;
  return { name, required: true, secret: true, default: null, source: 'binding', binding, evidence: [] };
}

export function resourceOf(name: string, type: Resource['type'] = 'postgres'): Resource {
  return { name, type, need: 'required', version: null, extensions: [], evidence: [] };
}

/** A folder with files, brought up as many times as a test wants; everything is gone after `remove`. */
export interface Harbour {
  readonly dir: string;
  readonly folder: EnvironmentFolder;
  readonly notes: string[];
  write(file: string, text: string): void;
  up(services: Service[], resources?: Resource[], watched?: boolean): Promise<Session>;
  /** What one service's program needs, in the environment of that name. */
  borrow(services: Service[], resources?: Resource[], focus?: Focus & { readonly yields?: boolean }): Promise<Borrowed>;
  remove(): Promise<void>;
}

export function createHarbour(): Harbour {
  const home = mkdtempSync(join(tmpdir(), 'groundwork-harbour-'));
  const dir = join(home, 'harbour');
  const notes: string[] = [];
  const before = process.env['XDG_STATE_HOME'];
  process.env['XDG_STATE_HOME'] = join(home, 'state');
  const host: Host = { ...silentHost, notify: (event) => void (event.type === 'note' && notes.push(event.message)) };
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  };
  write('quay.js', quay);
  const planned = (services: Service[], resources: Resource[]): { blueprint: Blueprint; plan: Plan } => {
    const blueprint: Blueprint = { version: 1, name: 'harbour', services, resources, questions: [], notes: [] };
    return { blueprint, plan: planEnvironment(blueprint, { environment: 'local', target: 'local' }) };
  };
  return {
    dir,
    folder: environmentFolder(dir, 'local'),
    notes,
    write,
    borrow: (
      services,
      resources = [],
      focus: Focus & { readonly yields?: boolean } = { kind: 'start', service: services[0]?.name ?? '' },
    ) => {
      const { blueprint, plan } = planned(services, resources);
      const service = focus.kind === 'resource' ? null : focus.service;
      const own = focus.kind === 'start';
      const { yields = false } = focus;
      return borrowEnvironment({ dir, blueprint, plan: focusPlan(plan, focus), service, own, given: {}, yields, host });
    },
    up: (services, resources = [], watched = false) => {
      const { blueprint, plan } = planned(services, resources);
      return bringUp({ dir, blueprint, plan, given: {}, attached: false, watched, host });
    },
    remove: async () => {
      await resetEnvironment(dir, 'local');
      rmSync(home, { recursive: true, force: true });
      if (before === undefined) delete process.env['XDG_STATE_HOME'];
      else process.env['XDG_STATE_HOME'] = before;
    },
  };
}
