import type { Engine, TargetContext } from '@groundwork/provision';
import { namespaceOf } from '../render/canvas.ts';
import { Cluster } from './cluster.ts';
import { readConfig } from './connect.ts';
import { destroyAll } from './destroy.ts';
import { driftOf } from './drift.ts';
import { migrateAll, runJob } from './jobs.ts';
import { holding } from './lock.ts';
import { logsOf } from './logs.ts';
import { previewOf } from './preview.ts';
import { registryOf } from './registry.ts';
import { prepareAll, releaseAll, rollBackAll } from './release.ts';
import { usualPatience, type Patience } from './rollout.ts';
import { scopeOf } from './scope.ts';
import { secretsOf } from './secrets.ts';
import { statusOf } from './status.ts';

/** The door to one environment in a cluster. Asks the cluster who we are, and changes nothing. */
export async function openEngine(context: TargetContext, patience: Patience = usualPatience): Promise<Engine> {
  const config = readConfig(context);
  const cluster = new Cluster(config, namespaceOf(context), context.host.signal);
  await cluster.whoAmI();
  const scope = scopeOf(cluster, context);
  return {
    where: `context ${config.getCurrentContext()}, namespace ${cluster.namespace}`,
    lock: (action) => holding(scope, action),
    preview: (rendered) => previewOf(scope, rendered),
    secrets: secretsOf(scope),
    prepare: (rendered) => prepareAll(scope, rendered, patience),
    registry: async () => registryOf(scope),
    builds: null,
    migrate: (rendered) => migrateAll(scope, rendered, patience),
    release: (rendered) => releaseAll(scope, rendered, patience),
    rollBack: () => rollBackAll(scope, patience),
    destroy: async ({ keep }) => ({ left: await destroyAll(scope, keep) }),
    drift: () => driftOf(scope),
    status: () => statusOf(scope),
    logs: (options) => logsOf(scope, options),
    run: (job, rendered, deployment) => runJob(scope, job, rendered, deployment, patience),
  };
}
