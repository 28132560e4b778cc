import type { Access as Kind } from '@groundwork/blueprint';
import { storageApi, type DeployedResource, type DeployedService, type Deployment, type Grant } from '@groundwork/provision';
import type { Access } from '../render/context.ts';
import { labelOf, resource as block } from '../terraform/block.ts';
import { expression } from '../terraform/value.ts';
import { memberOf, neededFor, roleFor, type Needed, type Predefined } from './permissions.ts';

/** https://cloud.google.com/storage/docs/access-control/iam-json and iam-xml; replacing an object takes its deletion as well. */
const byOperation: Readonly<Record<string, readonly string[]>> = {
  list: ['storage.objects.list'],
  get: ['storage.objects.get'],
  head: ['storage.buckets.get', 'storage.objects.get'],
  put: ['storage.objects.create', 'storage.objects.delete'],
  delete: ['storage.objects.delete'],
  copy: ['storage.objects.create', 'storage.objects.delete', 'storage.objects.get'],
  'presign-get': ['storage.objects.get'],
  'presign-put': ['storage.objects.create', 'storage.objects.delete'],
  // The bucket is there; code that makes its own first looks whether it is.
  'create-bucket': ['storage.buckets.get'],
};

const byAccess: Readonly<Record<Kind, readonly string[]>> = {
  read: ['storage.objects.get', 'storage.objects.list'],
  write: ['storage.objects.create', 'storage.objects.delete'],
  admin: ['storage.buckets.get'],
};

const predefined: readonly Predefined[] = [
  { role: 'roles/storage.objectViewer', permissions: ['storage.objects.get', 'storage.objects.list'] },
  { role: 'roles/storage.legacyObjectReader', permissions: ['storage.objects.get'] },
];

export function bucketAccess({
  deployment,
  resource,
  buckets,
  s3,
}: {
  readonly deployment: Deployment;
  readonly resource: DeployedResource;
  readonly buckets: readonly string[];
  readonly s3: boolean;
}): (service: DeployedService, grant: Grant) => Access {
  return (service, grant) => {
    const needed = neededFor(grant, (name) => byOperation[name] ?? [], fallback(grant));
    const role = roleFor(needed, { deployment, service, on: resource.name, label: resource.id, predefined });
    if (!role) return { blocks: [], permissions: [] };
    const members = buckets.map((bucket) =>
      block('main', 'google_storage_bucket_iam_member', labelOf(`${service.id}-${bucket}`), {
        bucket: expression(`google_storage_bucket.${bucket}.name`),
        role: role.role,
        member: memberOf(service),
      }),
    );
    const signs = grant.operations.filter(({ name }) => name.startsWith('presign-'));
    // An HMAC key signs by itself; without one the account asks Google to sign in its name.
    if (s3 || signs.length === 0 || storageApi(resource.resource.evidence) !== 'gcs')
      return { blocks: [...role.blocks, ...members], permissions: role.permissions };
    const evidence = signs.flatMap((each) => each.evidence);
    return {
      blocks: [...role.blocks, ...members, signer(service)],
      permissions: [...role.permissions, { action: 'roles/iam.serviceAccountTokenCreator', on: `${service.name} itself`, evidence }],
    };
  };
}

const signer = (service: DeployedService) =>
  block('main', 'google_service_account_iam_member', labelOf(`${service.id}-signs`), {
    service_account_id: expression(`google_service_account.${labelOf(service.id)}.name`),
    role: 'roles/iam.serviceAccountTokenCreator',
    member: memberOf(service),
  });

function fallback({ access, evidence }: Grant): Needed[] {
  const permissions = [...new Set(access.flatMap((each) => byAccess[each]))].toSorted();
  return permissions.map((permission) => ({ permission, evidence }));
}
