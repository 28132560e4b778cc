import { resourceTypes } from '@groundwork/blueprint';
import type { Engine, Item, NativeChange, Observed, Rendered, Support, Target } from '@groundwork/provision';
import { notAllowed } from '@groundwork/provision';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a quay keeps: a cloud made of one file, for tests of what is the same on every target. */
interface Kept {
  parts: Record<string, string>;
  released: string[];
  secrets: string[];
}

/** A target whose cloud is a file in a folder. A service whose command has `sink` in it never becomes well. */
export function quay(folder: string): Target {
  const file = join(folder, 'quay.json');
  const read = (): Kept => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { parts: {}, released: [], secrets: [] });
  const write = (kept: Kept): void => writeFileSync(file, JSON.stringify(kept));
  const supports = (type: string): Support => (type === 'kafka' ? { unsupported: 'a quay has no streams' } : { title: type });
  return {
    name: 'aws',
    title: 'Quay',
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries loses the keys it was given
    support: Object.fromEntries(resourceTypes.map((type) => [type, supports(type)])) as Target['support'],
    defaultRegion: () => 'north',
    render: ({ services, resources }, { images }): Rendered => ({
      target: 'aws',
      files: {
        'quay.json': JSON.stringify(
          Object.fromEntries([
            ...services.map(({ id, command, memory, image }) => [`Berth/${id}`, `${command} ${memory} ${images[image] ?? ''}`]),
            ...resources.filter(({ resource }) => resource.type !== 'kafka').map(({ id, resource }) => [`Store/${id}`, resource.type]),
          ]),
        ),
      },
      items: [
        ...services.map(({ name, id, memory }): Item => ({ ...item('service', name, `berth of ${memory} MiB`), native: [`Berth/${id}`] })),
        ...resources
          .filter(({ resource }) => resource.type !== 'kafka')
          .map(({ name, id, resource }): Item => ({
            ...item('resource', name, `store of ${resource.type}`),
            native: [`Store/${id}`],
            stateful: true,
            quantities: [{ price: 'quay.store', label: 'a store', amount: 730 }],
          })),
      ],
      unsupported: resources
        .filter(({ resource }) => resource.type === 'kafka')
        .map(({ name, resource }) => ({ resource: name, type: 'kafka', why: 'a quay has no streams', evidence: resource.evidence })),
      notes: [],
    }),
    open: async ({ env }) => {
      if (!env['QUAY_KEY']) throw notAllowed('This quay wants a key', 'export QUAY_KEY=...', { where: 'quay' });
      return engine(read, write, () => rmSync(file, { force: true }));
    },
  };
}

const item = (kind: Item['kind'], name: string, title: string): Item => ({
  id: `${kind}:${name}`,
  kind,
  name,
  title,
  native: [],
  permissions: [],
  quantities: [],
  stateful: false,
  evidence: [],
});

function engine(read: () => Kept, write: (kept: Kept) => void, remove: () => void): Engine {
  const wanted = ({ files }: Rendered): Record<string, string> => JSON.parse(files['quay.json'] ?? '{}');
  const put = (rendered: Rendered, kind: string): void => {
    const kept = read();
    const parts = Object.entries(wanted(rendered)).filter(([native]) => native.startsWith(kind));
    const others = Object.entries(kept.parts).filter(([native]) => !native.startsWith(kind));
    write({ ...kept, parts: Object.fromEntries([...others, ...parts]) });
  };
  return {
    where: 'quay of tests',
    lock: async (action) => action(),
    preview: async (rendered) => {
      const { parts } = read();
      const next = wanted(rendered);
      const change = (native: string): NativeChange => {
        const [before, after] = [parts[native], next[native]];
        const action = before === undefined ? 'create' : after === undefined ? 'delete' : before === after ? 'none' : 'update';
        return { native, action, differences: action === 'update' ? [`${before} → ${after}`] : [] };
      };
      return {
        fresh: Object.keys(parts).length === 0,
        changes: [...new Set([...Object.keys(parts), ...Object.keys(next)])].map(change),
        unknown: [],
      };
    },
    secrets: {
      list: async () => read().secrets,
      set: async (name) => write({ ...read(), secrets: [...new Set([...read().secrets, name])] }),
      remove: async (name) => write({ ...read(), secrets: read().secrets.filter((each) => each !== name) }),
      generate: async (names) => write({ ...read(), secrets: [...new Set([...read().secrets, ...names])] }),
    },
    prepare: async (rendered) => put(rendered, 'Store'),
    registry: async () => ({ reference: (image) => `quay.example/${image}`, login: null, insecure: false }),
    builds: {
      build: async ({ name, context }) => {
        const sum = createHash('sha256');
        for await (const chunk of context) sum.update(chunk);
        return `quay.example/${name}@sha256:${sum.digest('hex')}`;
      },
    },
    migrate: async (_rendered, { services }) => {
      const kept = read();
      write({ ...kept, released: [...kept.released, ...services.flatMap(({ release }) => release)] });
    },
    release: async (rendered, { services }) => {
      const sinking = services.find(({ command }) => command?.includes('sink'));
      if (sinking) throw notAllowed(`${sinking.name} did not become well`, 'gw logs', { where: sinking.id });
      put(rendered, 'Berth');
    },
    rollBack: async () => 'The release of before runs',
    destroy: async ({ keep }) => {
      const kept = read();
      const parts = Object.entries(kept.parts).filter(([native]) => keep.some((name) => native === `Store/${name}`));
      if (parts.length === 0) remove();
      else write({ ...kept, parts: Object.fromEntries(parts) });
      return { left: [] };
    },
    drift: async () => ({ drifted: [], unchecked: [] }),
    status: async (): Promise<Observed> => {
      const { parts } = read();
      const names = (kind: string): string[] => Object.keys(parts).flatMap((native) => (native.startsWith(kind) ? [native.slice(6)] : []));
      return {
        phase: Object.keys(parts).length === 0 ? 'absent' : 'deployed',
        services: names('Berth').map((name) => ({ name, state: 'ready', url: null, ready: 1, wanted: 1, reason: null })),
        resources: names('Store').map((name) => ({ name, state: 'ready', server: null })),
        released: null,
        reason: null,
        stateful: names('Store'),
      };
    },
    logs: async function* () {
      yield { service: 'pier', at: null, text: 'afloat' };
    },
    run: async ({ command, onLine }) => {
      onLine({ service: 'pier', at: null, text: command });
      return command.includes('sink') ? 1 : 0;
    },
  };
}
