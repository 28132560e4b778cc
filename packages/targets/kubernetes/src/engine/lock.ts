import { lockedBy } from '@groundwork/provision';
import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { setInterval as every } from 'node:timers/promises';
import type { z } from 'zod';
import { leaseSchema } from './live.ts';
import { makeNamespace, type Scope } from './scope.ts';

const leaseName = 'groundwork';
/** After so many seconds without a word its holder counts as gone. */
const seconds = 30;

type Lease = z.infer<typeof leaseSchema>;

/**
 * Holds the environment while something is done to it, by a Lease in its namespace. A holder that was killed lets go after half a
 * minute, or at once where it is seen to be gone from this machine. Throws `target.locked`.
 */
export async function holding<T>(scope: Scope, action: () => Promise<T>): Promise<T> {
  await makeNamespace(scope);
  const me = `${userInfo().username}@${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`;
  await take(scope, me);
  const renewing = new AbortController();
  const renewed = renew(scope, me, renewing.signal);
  try {
    return await action();
  } finally {
    renewing.abort();
    await renewed;
    await release(scope, me);
  }
}

async function take(scope: Scope, me: string): Promise<void> {
  const { cluster, labels } = scope;
  const fresh = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: leaseName, namespace: cluster.namespace, labels },
    spec: specOf(me),
  };
  if (await cluster.create(fresh)) return;
  const live = await cluster.get({ kind: 'Lease', name: leaseName });
  if (live === null) {
    if (await cluster.create(fresh)) return;
    throw lockedBy('somebody who was quicker', { where: whereOf(scope) });
  }
  const lease = leaseSchema.parse(live);
  if (!isFree(lease)) throw lockedBy(holderOf(lease), { where: whereOf(scope) });
  // Written over the version that was free: of two only one does it.
  if (!(await cluster.replace(withSpec(lease, me)))) throw lockedBy('somebody who was quicker', { where: whereOf(scope) });
}

const specOf = (me: string) => ({
  holderIdentity: me,
  leaseDurationSeconds: seconds,
  renewTime: new Date().toISOString().replace('Z', '000Z'),
});

const withSpec = (lease: Lease, me: string) => ({
  ...lease,
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  spec: { ...lease.spec, ...specOf(me) },
});

const whereOf = ({ cluster }: Scope): string => `Lease/${leaseName} in namespace ${cluster.namespace}`;

const holderOf = ({ spec }: Lease): string =>
  `${spec.holderIdentity?.split('/')[0] ?? 'somebody'}, since ${spec.renewTime ?? 'a while ago'}`;

function isFree({ spec }: Lease): boolean {
  if (!spec.holderIdentity) return true;
  const [who = '', pid = ''] = spec.holderIdentity.split('/');
  if (who.endsWith(`@${hostname()}`) && !isAlive(Number(pid))) return true;
  return Date.parse(spec.renewTime ?? '1970-01-01') + (spec.leaseDurationSeconds ?? seconds) * 1000 < Date.now();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

async function renew(scope: Scope, me: string, signal: AbortSignal): Promise<void> {
  try {
    for await (const _ of every((seconds / 3) * 1000, undefined, { signal, ref: false })) await renewOnce(scope, me);
  } catch {
    // Over, or not reached: the action finds out by itself whether the cluster is there.
  }
}

async function renewOnce(scope: Scope, me: string): Promise<void> {
  const live = await scope.cluster.get({ kind: 'Lease', name: leaseName });
  const lease = live && leaseSchema.parse(live);
  if (lease?.spec.holderIdentity === me) await scope.cluster.replace(withSpec(lease, me));
}

async function release({ cluster }: Scope, me: string): Promise<void> {
  try {
    const live = await cluster.get({ kind: 'Lease', name: leaseName });
    if (live && leaseSchema.parse(live).spec.holderIdentity === me) await cluster.remove({ kind: 'Lease', name: leaseName });
  } catch {
    // It lets go by itself; what the action came to is what is told.
  }
}
