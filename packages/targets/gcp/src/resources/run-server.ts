import { serverImageOf, tagged, templateOf, type DeployedResource } from '@groundwork/provision';
import { accountOf } from '../names.ts';
import type { Context, Made } from '../render/context.ts';
import { hostOfService, runName } from '../render/service-address.ts';
import { labelOf, resource as block } from '../terraform/block.ts';
import { expression, joined } from '../terraform/value.ts';
import { hubBlock, mirrored } from './hub.ts';
import { loginOf } from './login.ts';

/** A server that keeps nothing and speaks HTTP: its makers' image on Cloud Run, there when it is called, for its neighbours alone. */
export function runServer(deployed: DeployedResource, { deployment }: Context): Made | null {
  const image = serverImageOf(deployed.resource.type);
  const tag = image ? tagged(image, deployed.resource) : null;
  if (!image || tag === null || image.data !== null) return null;
  const { id, settings } = deployed;
  const label = labelOf(id);
  const login = loginOf(deployed, deployment.name, image.port);
  const memory = Math.max(image.memory, 1024);
  const host = hostOfService(deployment, id);
  const words = image.arguments?.(login) ?? [];
  return {
    title: `${image.title} on Cloud Run 1 vCPU ${memory / 1024} GiB, inside only`,
    blocks: [
      hubBlock(deployment, tag),
      block('main', 'google_service_account', `${label}_server`, {
        account_id: accountOf(deployment, `${id}-server`),
        display_name: `Server of ${deployed.name}, ${deployment.title} ${deployment.environment}`.slice(0, 100),
      }),
      block('main', 'google_cloud_run_v2_service', label, {
        name: runName(deployment, id),
        location: expression('var.region'),
        deletion_protection: false,
        ingress: 'INGRESS_TRAFFIC_INTERNAL_ONLY',
        // Reached by the code of services, which has no token of Google's: the network decides.
        invoker_iam_disabled: true,
        template: {
          service_account: expression(`google_service_account.${label}_server.email`),
          scaling: { min_instance_count: 0, max_instance_count: settings.highAvailability === true ? 4 : 1 },
          execution_environment: 'EXECUTION_ENVIRONMENT_GEN2',
          containers: {
            image: mirrored(deployment, tag),
            ...(image.command ? { command: image.command } : {}),
            ...(words.length > 0 ? { args: words } : {}),
            ports: { container_port: image.port },
            env: Object.entries(image.env?.(login) ?? {}).flatMap(([name, value]) => {
              const template = templateOf(value);
              return template.every((part) => typeof part === 'string') ? [{ name, value: template.join('') }] : [];
            }),
            resources: { limits: { cpu: '1', memory: `${memory}Mi` }, cpu_idle: true, startup_cpu_boost: true },
            startup_probe: {
              ...(typeof image.ready === 'object' && 'page' in image.ready
                ? { http_get: { path: image.ready.page, port: image.port } }
                : { tcp_socket: { port: image.port } }),
              period_seconds: 10,
              timeout_seconds: 5,
              failure_threshold: 24,
            },
          },
        },
        depends_on: [`google_artifact_registry_repository.${hubBlock(deployment, tag).labels[1] ?? 'hub'}`],
      }),
    ],
    reach: {
      port: 443,
      user: null,
      password: null,
      database: null,
      properties: {
        url: [{ of: 'resource', name: deployed.name, property: 'url' }],
        endpoint: [{ of: 'resource', name: deployed.name, property: 'url' }],
      },
    },
    values: { host, port: '443', url: joined('https://', host) },
    quantities: [
      { price: 'gcp.run-request.vcpu', label: 'vCPU while it answers', amount: null },
      { price: 'gcp.run-request.memory', label: 'memory while it answers', amount: null },
      { price: 'gcp.run-request.request', label: 'requests', amount: null },
    ],
    stateful: false,
    network: 'inside',
  };
}
