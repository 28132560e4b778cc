import type { Blueprint, Resource } from '@groundwork/blueprint';
import { silentHost } from '@groundwork/host';
import { deploy, deriveDeployment } from '@groundwork/provision';
import { harbourService } from '@groundwork/provision/suite';
import { requireTool, startMinistack, type Ministack } from '@groundwork/testing';
import { DescribeDBClustersCommand, DocDBClient } from '@aws-sdk/client-docdb';
import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { DescribeAccessPointsCommand, EFSClient } from '@aws-sdk/client-efs';
import { DescribeCacheClustersCommand, DescribeReplicationGroupsCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { DescribeStreamSummaryCommand, KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { awsTarget } from './target.ts';
import { pushed } from './testing/images.ts';

const program = requireTool('ministack');

const types = ['sqs', 'sns', 'kinesis', 'dynamodb', 'redis', 'memcached', 'mongodb', 'sqlite', 'qdrant'] as const;

const resources = types.map((type): Resource => ({ name: type, type, need: 'required', version: null, extensions: [], evidence: [] }));

const blueprint: Blueprint = {
  version: 1,
  name: 'harbour',
  services: [
    harbourService('pier', {
      kind: 'worker',
      uses: types.map((type) => ({
        resource: type,
        access: ['read', 'write'],
        evidence: [{ file: 'pier.py', line: 1, why: 'asks it', confidence: 1 }],
      })),
      env: types.map((type) => ({
        name: `${type.toUpperCase()}_URL`,
        required: true,
        secret: false,
        default: null,
        source: 'binding',
        binding: { resource: type, property: 'url', form: null },
        evidence: [],
      })),
    }),
  ],
  resources,
  questions: [],
  notes: [],
};

/** Every kind of resource the emulator has, each asked of its own service: that a stack is complete is not taken for it. */
describe.runIf(program !== null)('resources against ministack', () => {
  let ministack: Ministack;
  const options = () => ({
    endpoint: ministack.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

  beforeAll(async () => {
    ministack = await startMinistack(program ?? '');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    const settings = { target: 'aws' } as const;
    const deployment = deriveDeployment(blueprint, { environment: 'stores', target: 'aws', region: 'us-east-1', settings });
    const engine = await awsTarget.open({
      environment: 'stores',
      settings,
      region: 'us-east-1',
      name: 'harbour',
      env: ministack.env,
      folder: '/tmp',
      host: silentHost,
    });
    await deploy({ target: awsTarget, engine, deployment, host: silentHost, buildImages: async () => pushed(deployment) });
  }, 120_000);

  afterAll(async () => {
    vi.unstubAllEnvs();
    await ministack.stop();
  });

  it('a queue hands failed messages to the one beside it', async () => {
    const sqs = new SQSClient(options());
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const main = QueueUrls.find((url) => !url.includes('Failed')) ?? '';
    expect(QueueUrls).toHaveLength(2);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: main, AttributeNames: ['RedrivePolicy'] }));
    expect(Attributes?.['RedrivePolicy']).toContain('"maxReceiveCount"');
  });

  it('a topic, a stream and a table are there', async () => {
    expect((await new SNSClient(options()).send(new ListTopicsCommand({}))).Topics).toHaveLength(1);
    const kinesis = new KinesisClient(options());
    const { StreamNames: [StreamName] = [] } = await kinesis.send(new ListStreamsCommand({}));
    const { StreamDescriptionSummary: stream } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
    expect(stream).toMatchObject({ StreamStatus: 'ACTIVE', StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
    const dynamodb = new DynamoDBClient(options());
    const { TableNames: [TableName] = [] } = await dynamodb.send(new ListTablesCommand({}));
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    expect(Table).toMatchObject({ TableStatus: 'ACTIVE', BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } });
  });

  it('caches are there, the one that is told a URL with TLS', async () => {
    const cache = new ElastiCacheClient(options());
    const { ReplicationGroups = [] } = await cache.send(new DescribeReplicationGroupsCommand({}));
    expect(ReplicationGroups).toMatchObject([{ Status: 'available', TransitEncryptionEnabled: true }]);
    const { CacheClusters = [] } = await cache.send(new DescribeCacheClustersCommand({}));
    expect(CacheClusters.some(({ Engine }) => Engine === 'memcached')).toBe(true);
  });

  it('documents are kept encrypted', async () => {
    const { DBClusters = [] } = await new DocDBClient(options()).send(new DescribeDBClustersCommand({}));
    expect(DBClusters.filter(({ Engine }) => Engine === 'docdb')).toMatchObject([{ StorageEncrypted: true }]);
  });

  it('a server in a container runs, and its files and those of a database are folders of one file system', async () => {
    const { services = [] } = await new ECSClient(options()).send(
      new DescribeServicesCommand({ cluster: 'harbour-stores', services: ['harbour-stores-QdrantService'] }),
    );
    expect(services).toMatchObject([{ runningCount: 1, desiredCount: 1 }]);
    const { AccessPoints = [] } = await new EFSClient(options()).send(new DescribeAccessPointsCommand({}));
    expect(new Set(AccessPoints.map(({ RootDirectory }) => RootDirectory?.Path))).toEqual(new Set(['/qdrant', '/sqlite']));
  });

  it('URLs that hold a password are put together in Secrets Manager', async () => {
    const secrets = new SecretsManagerClient(options());
    const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
    const values = await Promise.all(SecretList.map(({ ARN }) => secrets.send(new GetSecretValueCommand({ SecretId: ARN }))));
    // The emulator does not read `ExcludePunctuation`: its passwords have what AWS' would not.
    const texts = values.map(({ SecretString = '' }) => SecretString);
    expect(texts.filter((text) => /^rediss:\/\/:.{32}@.+:6379\/0\?ssl_cert_reqs=required$/.test(text))).toHaveLength(1);
    expect(texts.filter((text) => /^mongodb:\/\/harbour:.{32}@.+:27017\/harbour\?/.test(text))).toHaveLength(1);
  });
});
