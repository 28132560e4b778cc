import type { DeployedResource } from '@groundwork/provision';
import { attribute, joined, ref, region } from '../cloudformation/value.ts';
import { logical } from '../names.ts';
import { tagsOf, type Canvas } from '../render/canvas.ts';
import type { ActionTable, Served } from './served.ts';

/** A bucket of S3: private, encrypted, over TLS only. Its name is CloudFormation's, since names are shared by everybody on earth. */
export function drawObjectStorage(resource: DeployedResource, canvas: Canvas): Served {
  const { foundations, deployment, items } = canvas;
  const bucket = logical(resource.id);
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
    DeletionPolicy: 'Retain',
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
  items.push({
    id: `resource:${resource.name}`,
    kind: 'resource',
    name: resource.name,
    title: 'S3 bucket, private, encrypted, versioned',
    native: [bucket, policy],
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
  const own = (property: 'bucket' | 'region' | 'url' | 'endpoint') => [{ of: 'resource' as const, name: resource.name, property }];
  return {
    reach: {
      port: 443,
      user: null,
      password: null,
      database: null,
      properties: { bucket: own('bucket'), region: own('region'), url: own('url'), endpoint: own('endpoint') },
    },
    values: { bucket: ref(bucket), region, url: endpoint, endpoint, host: joined(['s3.', region, '.', ref('AWS::URLSuffix')]) },
    secrets: {},
    door: null,
    actions: actionsOn(bucket),
  };
}

function actionsOn(bucket: string): ActionTable {
  const whole = [attribute(bucket, 'Arn')];
  const objects = [joined([attribute(bucket, 'Arn'), '/*'])];
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
