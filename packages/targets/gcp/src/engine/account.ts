import { z } from 'zod';
import type { Api } from './api.ts';
import { operationSchema, settled } from './operation.ts';

/** APIs the engine itself speaks to; the configuration switches on those of what it makes. */
export const engineApis = [
  'config',
  'cloudbuild',
  'cloudresourcemanager',
  'iam',
  'logging',
  'run',
  'secretmanager',
  'serviceusage',
  'storage',
] as const;

/** What makes an environment: each service's own administrator, and the roles of accounts. docs/gcp.md says what each is for. */
export const deployerRoles = [
  'roles/artifactregistry.admin',
  'roles/cloudscheduler.admin',
  'roles/cloudsql.admin',
  'roles/compute.instanceAdmin.v1',
  'roles/compute.networkAdmin',
  'roles/compute.securityAdmin',
  'roles/config.agent',
  'roles/datastore.owner',
  'roles/dns.admin',
  'roles/iam.roleAdmin',
  'roles/iam.serviceAccountAdmin',
  'roles/iam.serviceAccountUser',
  'roles/memcache.admin',
  'roles/pubsub.admin',
  'roles/redis.admin',
  'roles/resourcemanager.projectIamAdmin',
  'roles/run.admin',
  'roles/secretmanager.admin',
  'roles/servicenetworking.networksAdmin',
  'roles/serviceusage.serviceUsageAdmin',
  'roles/spanner.admin',
  'roles/storage.admin',
] as const;

const servicesSchema = z.object({
  services: z.array(z.object({ name: z.string().default(''), state: z.string().default('') })).default([]),
});
const policySchema = z.looseObject({
  etag: z.string().optional(),
  bindings: z
    .array(z.looseObject({ role: z.string(), members: z.array(z.string()).default([]), condition: z.json().optional() }))
    .default([]),
});

/** Which of these APIs the project has not switched on. */
export async function missingApis(api: Api, names: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  for (let at = 0; at < names.length; at += 30) {
    const asked = names.slice(at, at + 30);
    const url = asked.map((name) => `names=projects/${api.project}/services/${name}.googleapis.com`).join('&');
    const { services } = await api.ask('serviceusage', `v1/projects/${api.project}/services:batchGet?${url}`, servicesSchema);
    const on = new Set(services.filter(({ state }) => state === 'ENABLED').map(({ name }) => name.split('/').at(-1)));
    missing.push(...asked.filter((name) => !on.has(`${name}.googleapis.com`)));
  }
  return missing;
}

export async function enableApis(api: Api, names: readonly string[], pace: { first?: number } = {}): Promise<void> {
  const missing = await missingApis(api, names);
  for (let at = 0; at < missing.length; at += 20) {
    const operation = await api.ask('serviceusage', `v1/projects/${api.project}/services:batchEnable`, operationSchema, {
      method: 'POST',
      body: { serviceIds: missing.slice(at, at + 20).map((name) => `${name}.googleapis.com`) },
    });
    await settled(api, 'serviceusage', operation, 'v1', pace);
  }
}

export const deployerOf = (project: string): string =>
  `groundwork-deployer@${project.split(':').toReversed().join('.')}.iam.gserviceaccount.com`;

/** The account that Infrastructure Manager makes things as, one for all environments of a project. */
export async function prepareDeployer(api: Api): Promise<void> {
  const email = deployerOf(api.project);
  const there = await api.send('iam', `v1/projects/${api.project}/serviceAccounts/${email}`, { or: [404] });
  await there?.body?.cancel();
  if (there === null)
    await api.send('iam', `v1/projects/${api.project}/serviceAccounts`, {
      method: 'POST',
      body: { accountId: 'groundwork-deployer', serviceAccount: { displayName: 'Makes environments of Groundwork' } },
      or: [409],
    });
  const policy = await api.ask('cloudresourcemanager', `v3/projects/${api.project}:getIamPolicy`, policySchema, {
    method: 'POST',
    body: { options: { requestedPolicyVersion: 3 } },
  });
  const member = `serviceAccount:${email}`;
  const has = (role: string): boolean =>
    policy.bindings.some((binding) => binding.role === role && binding.condition === undefined && binding.members.includes(member));
  const missing = deployerRoles.filter((role) => !has(role));
  if (missing.length === 0) return;
  const bindings = policy.bindings.map((binding) =>
    binding.condition === undefined && missing.some((role) => role === binding.role)
      ? { ...binding, members: [...binding.members, member] }
      : binding,
  );
  for (const role of missing)
    if (!bindings.some((binding) => binding.role === role && binding.condition === undefined)) bindings.push({ role, members: [member] });
  await api.send('cloudresourcemanager', `v3/projects/${api.project}:setIamPolicy`, {
    method: 'POST',
    body: { policy: { ...policy, version: 3, bindings } },
  });
}
