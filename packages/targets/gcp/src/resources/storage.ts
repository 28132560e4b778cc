import { bucketsOf, identifierOf, storageApi, type DeployedResource, type Template } from '@groundwork/provision';
import { nameOf } from '../names.ts';
import type { Context, Made } from '../render/context.ts';
import { bucketAccess } from '../roles/storage.ts';
import { labelOf, resource as block } from '../terraform/block.ts';
import { expression, joined } from '../terraform/value.ts';

const endpoint = 'https://storage.googleapis.com';

/**
 * Buckets of Cloud Storage. Names of buckets are the world's: each begins with the project. Code that speaks Amazon's interface
 * reaches them through the XML API with an HMAC key of the service's account: https://cloud.google.com/storage/docs/interoperability
 */
export function storage(deployed: DeployedResource, { deployment }: Context): Made {
  const { id, told, resource } = deployed;
  const s3 = storageApi(resource.evidence) === 's3';
  const asked = bucketsOf({ told });
  const wishes = asked.names.length > 0 ? asked.names : [id];
  const buckets = wishes.map((wish) => ({ wish, label: labelOf(wished(id, wish)) }));
  const [first] = buckets;
  const nameOfBucket = (wish: string): string | ReturnType<typeof expression> =>
    joined(expression('var.project'), `-${identifierOf(nameOf(deployment, wished(id, wish), 60), 32)}`);
  const blocks = buckets.map(({ wish, label }) =>
    block('main', 'google_storage_bucket', label, {
      name: nameOfBucket(wish),
      location: expression('upper(var.region)'),
      storage_class: 'STANDARD',
      uniform_bucket_level_access: true,
      public_access_prevention: 'enforced',
      versioning: { enabled: true },
      soft_delete_policy: { retention_duration_seconds: 604_800 },
      lifecycle_rule: {
        condition: { num_newer_versions: 3, with_state: 'ARCHIVED' },
        action: { type: 'Delete' },
      },
      force_destroy: expression(`contains(var.unprotected, ${JSON.stringify(deployed.name)})`),
    }),
  );
  const name = (label: string | undefined): ReturnType<typeof expression> => expression(`google_storage_bucket.${label ?? 'none'}.name`);
  const bucketTemplate = (wish: string): Template => [{ of: 'resource', name: `${deployed.name}/${wish}`, property: 'bucket' }];
  const bucket: Template = [{ of: 'resource', name: deployed.name, property: 'bucket' }];
  const one = (property: 'accessKey' | 'secretKey'): Template => [{ of: 'resource', name: deployed.name, property }];
  return {
    title: `Cloud Storage, ${buckets.length === 1 ? 'a private bucket' : `${buckets.length} private buckets`} with versions${s3 ? ", through S3's interface" : ''}`,
    blocks,
    reach: {
      port: 443,
      host: ['storage.googleapis.com'],
      user: s3 ? one('accessKey') : null,
      password: s3 ? one('secretKey') : null,
      database: null,
      properties: {
        bucket,
        ...(s3
          ? { url: [endpoint], endpoint: [endpoint], region: ['auto'], accessKey: one('accessKey'), secretKey: one('secretKey') }
          : {}),
        project: [{ of: 'resource', name: deployed.name, property: 'project' }],
      },
      variables: Object.fromEntries(
        told.variables.flatMap(({ name: variable, property, value }): [string, Template][] => {
          const wish = asked.variables[variable] ?? value;
          return property === 'bucket' && wish !== null && wishes.includes(wish) ? [[variable, bucketTemplate(wish)]] : [];
        }),
      ),
      ...(s3
        ? {
            environment: {
              AWS_ENDPOINT_URL_S3: [endpoint],
              AWS_ACCESS_KEY_ID: one('accessKey'),
              AWS_SECRET_ACCESS_KEY: one('secretKey'),
              AWS_REGION: ['auto'],
              AWS_DEFAULT_REGION: ['auto'],
              // Newer SDKs add checksums that the XML API does not take.
              AWS_REQUEST_CHECKSUM_CALCULATION: ['when_required'],
              AWS_RESPONSE_CHECKSUM_VALIDATION: ['when_required'],
            },
          }
        : {}),
    },
    values: { bucket: name(first?.label), project: expression('var.project') },
    named: Object.fromEntries(buckets.map(({ wish, label }) => [wish, name(label)])),
    quantities: [
      { price: 'gcp.storage.standard', label: 'what it holds', amount: null },
      { price: 'gcp.storage.write', label: 'writes', amount: null },
      { price: 'gcp.storage.read', label: 'reads', amount: null },
    ],
    stateful: true,
    network: 'none',
    hmac: s3,
    access: bucketAccess({ deployment, resource: deployed, buckets: buckets.map(({ label }) => label), s3 }),
  };
}

const wished = (id: string, wish: string): string => (wish === id ? id : `${id}-${identifierOf(wish)}`);
