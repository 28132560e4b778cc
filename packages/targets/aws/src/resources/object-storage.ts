import { storageApi, type DeployedResource, type Template } from '@groundwork/provision';
import { attribute, joined, ref, region, type Value } from '../cloudformation/value.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import { drawAccessKey } from './access-key.ts';
import { byItsApi, partsOf, toPart } from './named.ts';
import type { ActionTable, Served } from './served.ts';

/** A bucket of S3: private, encrypted, over TLS only. Its name is CloudFormation's, since names are shared by everybody on earth. */
export function drawObjectStorage(resource: DeployedResource, canvas: Canvas): Served {
  const { name } = resource;
  const spoken = storageApi(resource.resource.evidence);
  if (spoken !== 's3') {
    const why = `the code speaks ${{ azure: "Azure's", gcs: "Google's", vendor: "its vendor's" }[spoken]} interface, which S3 does not`;
    canvas.unsupported.push({ resource: name, type: 'object_storage', why, evidence: resource.resource.evidence });
    return { reach: null, values: {}, secrets: {}, door: null, actions: null };
  }
  const { parts, variables } = partsOf(resource, 'bucket');
  const actions = actionsOn(parts.map(({ logicalId }) => attribute(logicalId, 'Arn')));
  const key = drawAccessKey(resource, canvas, actions);
  const native = [...parts.flatMap(({ logicalId }) => drawBucket(logicalId, canvas)), ...(key?.native ?? [])];
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: `S3, ${parts.length === 1 ? '1 bucket' : `${parts.length} buckets`}, private, encrypted, versioned`,
    native,
    permissions: [],
    quantities: [
      { price: 'aws.s3.storage', label: 'GB stored a month', amount: null },
      { price: 'aws.s3.write', label: 'writes', amount: null },
      { price: 'aws.s3.read', label: 'reads', amount: null },
    ],
    stateful: true,
    evidence: resource.resource.evidence,
  });
  const endpoint = joined(['https://s3.', region, '.', ref('AWS::URLSuffix')]);
  const own = (property: 'region' | 'endpoint' | 'accessKey' | 'secretKey'): Template => [{ of: 'resource', name, property }];
  const [first] = parts;
  return {
    reach: {
      ...byItsApi,
      variables,
      properties: {
        ...(first ? { bucket: toPart(name, first.name, 'bucket') } : {}),
        ...(key ? { accessKey: own('accessKey'), secretKey: own('secretKey') } : {}),
        region: own('region'),
        url: own('endpoint'),
        endpoint: own('endpoint'),
      },
    },
    values: { region, endpoint, host: joined(['s3.', region, '.', ref('AWS::URLSuffix')]) },
    parts: Object.fromEntries(parts.map((part) => [part.name, { bucket: ref(part.logicalId) }])),
    secrets: key?.secrets ?? {},
    door: null,
    actions,
  };
}

function drawBucket(bucket: string, { foundations, deployment }: Canvas): string[] {
  foundations.add(bucket, {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'forget-old-versions',
            Status: 'Enabled',
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
      Tags: tagsOf(deployment),
    },
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
  const policy = foundations.add(`${bucket}Policy`, {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: ref(bucket),
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 's3:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            Effect: 'Deny',
            Principal: '*',
            Resource: [attribute(bucket, 'Arn'), joined([attribute(bucket, 'Arn'), '/*'])],
          },
        ],
      },
    },
  });
  return [bucket, policy];
}

function actionsOn(whole: readonly Value[]): ActionTable {
  const objects = whole.map((bucket) => joined([bucket, '/*']));
  const get = { action: 's3:GetObject', on: objects };
  const put = { action: 's3:PutObject', on: objects };
  const list = { action: 's3:ListBucket', on: whole };
  const remove = { action: 's3:DeleteObject', on: objects };
  const create = { action: 's3:CreateBucket', on: whole };
  return {
    operations: {
      list: [list],
      get: [get],
      // Without `ListBucket` a missing object answers "forbidden", and code that asks whether one is there would not understand it.
      head: [get, list],
      put: [put],
      delete: [remove],
      copy: [get, put],
      'presign-get': [get],
      'presign-put': [put],
      'create-bucket': [create, list],
    },
    access: { read: [get, list], write: [put, remove], admin: [create, list] },
  };
}
