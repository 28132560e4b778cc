import { silentHost } from '@groundwork/host';
import type { EnvironmentSettings } from '@groundwork/blueprint';
import type { Engine } from '@groundwork/provision';
import { shipyard, smallHarbour, type LifecycleOptions } from '@groundwork/provision/suite';
import { requireTool, startMinistack, type Ministack } from '@groundwork/testing';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CodeBuildClient, CreateProjectCommand } from '@aws-sdk/client-codebuild';
import { spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { errorFor, failureFor } from './engine/errors.ts';
import { awsTarget } from './target.ts';
import { startFront, type Front, type Meddle } from './testing/front.ts';
import { pushed } from './testing/images.ts';

import { nativeOf } from './testing/native.ts';

const program = requireTool('ministack');

describe('a refusal of AWS', () => {
  it.each([
    ['ExpiredTokenException', 'the token is expired', 'target.credentials'],
    ['CredentialsProviderError', 'Could not load credentials from any providers', 'target.credentials'],
    ['AccessDeniedException', 'User is not authorized to perform ecs:RunTask', 'target.not_allowed'],
    ['ThrottlingException', 'Rate exceeded', 'target.throttled'],
    ['LimitExceededException', 'too many stacks', 'target.quota'],
    ['AlreadyExistsException', 'a stack of that name', 'target.name_taken'],
    ['TimeoutError', 'it took too long', 'target.unreachable'],
    ['ValidationError', 'a template that is none', 'deploy.failed'],
  ])('%s is an error a person can act on', (name, message, code) => {
    const error = errorFor(Object.assign(new Error(message), { name }), 'CreateChangeSet harbour in eu-west-1');
    expect(error).toMatchObject({ code, where: 'CreateChangeSet harbour in eu-west-1' });
    expect(error.fix).not.toBeNull();
  });

  it('an address nobody knows is a wrong region', () => {
    expect(errorFor(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), 'AWS in eu-west-9')).toMatchObject({
      code: 'target.region',
    });
  });

  it.each([
    ['harbour-staging/pier already exists in the registry', 'target.name_taken'],
    ['The maximum number of VPCs has been reached.', 'target.quota'],
    ['User: arn:aws:iam::1:user/ada is not authorized to perform: iam:CreateRole', 'target.not_allowed'],
    ['Resource handler returned message: "Invalid cron"', 'deploy.failed'],
  ])('an event that says "%s" is told apart', (reason, code) => {
    expect(failureFor(reason, 'stack harbour')).toMatchObject({ code });
  });
});

describe.runIf(program !== null)('on a bad day, against ministack', () => {
  let ministack: Ministack;
  let front: Front;
  let meddle: Meddle = () => null;
  let exit = 0;
  const clients = () => ({
    endpoint: ministack.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

  beforeAll(async () => {
    ministack = await startMinistack(program ?? '');
    front = await startFront(ministack.endpoint, { ends: () => ({ exit, said: [] }), meddle: (what) => meddle(what) });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  }, 60_000);

  afterEach(() => {
    meddle = () => null;
    exit = 0;
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    front.stop();
    await ministack.stop();
  });

  const open = (environment: string, settings: Partial<EnvironmentSettings> = {}, region = 'us-east-1', env = {}): Promise<Engine> =>
    awsTarget.open({
      environment,
      settings: { target: 'aws', ...settings },
      region,
      name: 'harbour',
      env: { AWS_ENDPOINT_URL: front.endpoint, ...env },
      folder: '/tmp',
      host: silentHost,
    });
  const options: LifecycleOptions = {
    target: awsTarget,
    region: 'us-east-1',
    open,
    images: pushed,
    native: (name) => nativeOf(ministack.endpoint, name),
    failing: (rendered) => rendered,
    spawn: () => spawn('false'),
    kills: false,
  };

  it('says that a region is none', async () => {
    await expect(open('staging', {}, 'atlantis')).rejects.toMatchObject({ code: 'target.region', exit: 2 });
  });

  it('says that it is another account', async () => {
    await expect(open('staging', { account: '111111111111' })).rejects.toMatchObject({ code: 'target.account', exit: 2 });
  });

  it('says that nobody answers', async () => {
    await expect(open('staging', {}, 'us-east-1', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 'target.unreachable',
    });
  }, 60_000);

  it('says that nobody is logged in', async () => {
    meddle = ({ body }) =>
      body.includes('GetCallerIdentity') ? refusal(403, 'InvalidClientTokenId', 'The security token is invalid') : null;
    await expect(open('staging')).rejects.toMatchObject({ code: 'target.credentials', exit: 3 });
  });

  it('waits when AWS asks for patience', async () => {
    let asked = 0;
    meddle = ({ body }) => (body.includes('GetCallerIdentity') && asked++ < 3 ? refusal(400, 'Throttling', 'Rate exceeded') : null);
    await expect(open('staging')).resolves.toMatchObject({ where: 'AWS 000000000000 us-east-1' });
    expect(asked).toBe(4);
  }, 60_000);

  it('names what has its name already, and leaves nothing half made', async () => {
    await new CodeBuildClient(clients()).send(
      new CreateProjectCommand({
        name: 'harbour-clash-images',
        source: { type: 'NO_SOURCE', buildspec: 'version: 0.2' },
        artifacts: { type: 'NO_ARTIFACTS' },
        environment: { type: 'LINUX_CONTAINER', image: 'aws/codebuild/standard:7.0', computeType: 'BUILD_GENERAL1_SMALL' },
        serviceRole: 'arn:aws:iam::000000000000:role/somebody',
      }),
    );
    const { engine, deployment, ship } = await shipyard(options, 'clash');
    await expect(ship(deployment(smallHarbour()))).rejects.toMatchObject({ code: 'target.name_taken' });
    expect((await engine.status()).phase).toBe('absent');
    const { left } = await engine.lock(() => engine.destroy({ keep: [] }));
    expect(left).toEqual([]);
    expect(await nativeOf(ministack.endpoint, 'clash')).toEqual(['build project harbour-clash-images']);
  }, 120_000);

  it('does not release when a migration fails, and says its code', async () => {
    exit = 3;
    const { engine, deployment, ship } = await shipyard(options, 'migration');
    await expect(ship(deployment(smallHarbour()))).rejects.toMatchObject({
      code: 'deploy.release_failed',
      message: expect.stringMatching(/ended with 3/),
    });
    expect((await engine.status()).services).toEqual([]);
    await engine.lock(() => engine.destroy({ keep: [] }));
  }, 120_000);

  it('goes on from a stack whose creation was rolled back', async () => {
    const Resources = {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      Never: never('Vpc'),
      Tide: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
    };
    await new CloudFormationClient(clients()).send(
      new CreateStackCommand({ StackName: 'harbour-half', TemplateBody: JSON.stringify({ Resources }) }),
    );
    const { engine, deployment, ship } = await shipyard(options, 'half');
    await ship(deployment(smallHarbour()));
    expect((await engine.status()).phase).toBe('deployed');
    await engine.lock(() => engine.destroy({ keep: [] }));
    expect(await nativeOf(ministack.endpoint, 'half')).toEqual([]);
  }, 120_000);

  it('empties the buckets of what is destroyed by name', async () => {
    const { engine, deployment, ship } = await shipyard(options, 'full');
    await ship(deployment(smallHarbour()));
    const [bucket = ''] = (await bucketsOf(clients())).filter((name) => name.includes('harbour-full') && name.includes('cargo'));
    for (const Key of ['grain', 'salt'])
      await new S3Client({ ...clients(), forcePathStyle: true }).send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x' }));
    expect(await engine.lock(() => engine.destroy({ keep: [] }))).toEqual({ left: [] });
    expect(await nativeOf(ministack.endpoint, 'full')).toEqual([]);
  }, 120_000);
});

const never = (after: string): object => ({
  Type: 'AWS::CloudFormation::WaitCondition',
  DependsOn: [after],
  Properties: { Handle: { Ref: 'Tide' }, Timeout: '1' },
});

/** In the words of the query protocol, which STS and CloudFormation speak. */
const refusal = (status: number, code: string, message: string): { status: number; body: string } => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});

async function bucketsOf(options: object): Promise<string[]> {
  const { Buckets = [] } = await new S3Client({ ...options, forcePathStyle: true }).send(new ListBucketsCommand({}));
  return Buckets.flatMap(({ Name }) => Name ?? []);
}
