import type { DeployedService } from '@groundwork/provision';
import { labelOf, resource as block, type Block } from '../terraform/block.ts';
import { expression, type Body, type Expression } from '../terraform/value.ts';
import { containerOf, readerOf, type Wired } from './container.ts';
import type { Context } from './context.ts';
import { runName } from './service-address.ts';
import type { Size } from './size.ts';

export interface Running {
  readonly service: DeployedService;
  readonly size: Size;
  readonly wired: Wired;
  /** It has something to reach in the environment's network. */
  readonly inNetwork: boolean;
}

/** A service of Cloud Run answers requests; a worker pool runs whether or not somebody asks. */
export const runBlocks = (running: Running, context: Context): Block[] =>
  running.service.mode === 'work' ? [workerPool(running, context)] : [webService(running, context)];

function webService({ service, size, wired, inNetwork }: Running, { deployment }: Context): Block {
  const { id, replicas, service: code } = service;
  const port = service.port ?? 8080;
  return block('services', 'google_cloud_run_v2_service', labelOf(id), {
    name: runName(deployment, id),
    location: expression('var.region'),
    deletion_protection: false,
    ingress: service.public ? 'INGRESS_TRAFFIC_ALL' : 'INGRESS_TRAFFIC_INTERNAL_ONLY',
    // Its code asks nobody for a token of Google's: who may call it is for the network and the code itself to say.
    invoker_iam_disabled: true,
    template: {
      ...template({ service, size, wired, inNetwork }),
      scaling: { min_instance_count: replicas.min, max_instance_count: Math.max(1, replicas.max) },
      execution_environment: 'EXECUTION_ENVIRONMENT_GEN2',
      ...(size.gpu === null ? {} : gpu(size.gpu)),
      containers: containerOf({
        service,
        image: imageOf(service.image),
        command: service.command,
        wired,
        limits: {
          limits: limitsOf(size),
          // With a GPU the processor is there all the time; else while requests are answered.
          cpu_idle: size.gpu === null,
          startup_cpu_boost: true,
        },
        more: {
          ports: { container_port: port },
          startup_probe: probe(code.health, port),
          ...(code.health === null
            ? {}
            : { liveness_probe: { http_get: { path: code.health, port }, period_seconds: 30, timeout_seconds: 5 } }),
        },
      }),
    },
    depends_on: readable({ service, wired }),
  });
}

function workerPool(running: Running, { deployment }: Context): Block {
  const { service, size, wired } = running;
  return block('services', 'google_cloud_run_v2_worker_pool', labelOf(service.id), {
    name: runName(deployment, service.id),
    location: expression('var.region'),
    deletion_protection: false,
    scaling: { manual_instance_count: Math.max(1, service.replicas.min) },
    template: {
      ...template(running),
      ...(size.gpu === null ? {} : gpu(size.gpu)),
      containers: containerOf({
        service,
        image: imageOf(service.image),
        command: service.command,
        wired,
        limits: { limits: limitsOf(size) },
      }),
    },
    depends_on: readable(running),
  });
}

/** Runs to its end: once a release, when asked, by a schedule, or the release commands of a service. */
export function jobBlocks(
  { service, size, wired, inNetwork }: Running,
  { deployment }: Context,
  { id, command, retries }: { readonly id: string; readonly command: string | null; readonly retries: number },
): Block {
  return block('jobs', 'google_cloud_run_v2_job', labelOf(id), {
    name: runName(deployment, id),
    location: expression('var.region'),
    deletion_protection: false,
    template: {
      task_count: 1,
      template: {
        ...template({ service, size, wired, inNetwork }),
        max_retries: retries,
        // A day at most: https://cloud.google.com/run/docs/configuring/task-timeout
        timeout: service.service.kind === 'training' ? '86400s' : '3600s',
        execution_environment: 'EXECUTION_ENVIRONMENT_GEN2',
        ...(size.gpu === null ? {} : gpu(size.gpu)),
        containers: containerOf({ service, image: imageOf(service.image), command, wired, limits: { limits: limitsOf(size) } }),
      },
    },
    depends_on: readable({ service, wired }),
  });
}

/** A revision does not come up before its account may read what it reads. */
const readable = ({ service, wired }: Pick<Running, 'service' | 'wired'>): string[] =>
  [...wired.reads].map((key) => `google_secret_manager_secret_iam_member.${readerOf(service, key)}`).toSorted();

/** What revisions, pools and tasks have in common. */
function template({ service, wired, inNetwork }: Running): Body {
  return {
    service_account: expression(`google_service_account.${labelOf(service.id)}.email`),
    ...(wired.volumes.length > 0 ? { volumes: wired.volumes } : {}),
    ...(inNetwork
      ? {
          vpc_access: {
            egress: 'PRIVATE_RANGES_ONLY',
            network_interfaces: {
              network: expression('google_compute_network.main.id'),
              subnetwork: expression('google_compute_subnetwork.main.id'),
            },
          },
        }
      : {}),
  };
}

const gpu = (type: string): Body => ({ gpu_zonal_redundancy_disabled: true, node_selector: { accelerator: type } });

const limitsOf = ({ cpu, memory, gpu: type }: Size): Body => ({
  cpu: String(cpu),
  memory: `${memory}Mi`,
  ...(type === null ? {} : { 'nvidia.com/gpu': '1' }),
});

/** Four minutes are all that a revision has to come up: https://cloud.google.com/run/docs/configuring/healthchecks */
const probe = (health: string | null, port: number): Body => ({
  ...(health === null ? { tcp_socket: { port } } : { http_get: { path: health, port } }),
  period_seconds: 10,
  timeout_seconds: 5,
  failure_threshold: 24,
});

/** The digest that was pushed, or what a person pushed to the environment's own repository. */
export const imageOf = (image: string): Expression =>
  expression(`lookup(var.images, ${JSON.stringify(image)}, "\${local.repository}/${image}:latest")`);
