import type { Blueprint, EnvironmentSettings, Operation, Resource, Service } from '@groundwork/blueprint';
import { deriveDeployment, type Rendered } from '@groundwork/provision';
import { harbourService } from '@groundwork/provision/suite';
import { describe, expect, it } from 'vitest';
import { parseTemplate, type DeployedPart } from '../engine/stacks/template.ts';
import { awsTarget } from '../target.ts';

const resource = (name: string, type: Resource['type'], why = 'a client'): Resource => ({
  name,
  type,
  need: 'required',
  version: null,
  extensions: [],
  evidence: [{ file: 'pier.py', line: 3, why, confidence: 1 }],
});

const operation = (name: string, access: Operation['access'], line: number): Operation => ({
  name,
  access,
  call: `${name}_object`,
  evidence: [{ file: 'pier.py', line, why: `${name}s it`, confidence: 1 }],
});

const bound = (
  name: string,
  of: string,
  property: 'url' | 'host' | 'port' | 'bucket' | 'accessKey' | 'secretKey',
  form: string | null = null,
) => ({
  name,
  required: true,
  secret: false,
  default: null,
  source: 'binding' as const,
  binding: { resource: of, property, form },
  evidence: [],
});

function rendered(pier: Partial<Service>, resources: Resource[], settings: Partial<EnvironmentSettings> = {}): Rendered {
  const blueprint: Blueprint = {
    version: 1,
    name: 'harbour',
    services: [harbourService('pier', pier)],
    resources,
    questions: [],
    notes: [],
  };
  const deployment = deriveDeployment(blueprint, {
    environment: 'staging',
    target: 'aws',
    region: 'eu-west-1',
    settings: { target: 'aws', ...settings },
  });
  return awsTarget.render(deployment, { images: { pier: `registry/pier@sha256:${'a'.repeat(64)}` }, given: new Set() });
}

const partsOf = ({ files }: Rendered): Record<string, DeployedPart> => ({
  ...parseTemplate(files['foundations.json'] ?? '').Resources,
  ...parseTemplate(files['services.json'] ?? '').Resources,
});

const uses = (name: string, operations: Operation[] = []): Service['uses'] => [
  { resource: name, access: ['read', 'write'], operations, evidence: [{ file: 'pier.py', line: 4, why: 'asks it', confidence: 1 }] },
];

describe('the role of a service', () => {
  it('may do what its code does, and nothing else', () => {
    const result = rendered({ uses: uses('cargo', [operation('get', 'read', 9), operation('put', 'write', 21)]) }, [
      resource('cargo', 'object_storage'),
    ]);
    const role = result.items.find(({ id }) => id === 'role:pier');
    expect(role?.permissions.map(({ action, on, evidence }) => `${action} on ${on} ${evidence.map(({ line }) => line).join()}`)).toEqual([
      's3:GetObject on cargo 9',
      's3:PutObject on cargo 21',
    ]);
    expect(partsOf(result)['PierTaskRole']?.Properties?.['Policies']).toEqual([
      {
        PolicyName: 'code',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Action: ['s3:GetObject', 's3:PutObject'],
              Effect: 'Allow',
              Resource: [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Cargo', 'Arn'] }, '/*']] }],
            },
          ],
        },
      },
    ]);
  });

  it('falls back to what it was seen to want where calls were not told apart', () => {
    const { items } = rendered({ uses: uses('jobs') }, [resource('jobs', 'sqs')]);
    expect(items.find(({ id }) => id === 'role:pier')?.permissions.map(({ action }) => action)).toContain('sqs:SendMessage');
  });

  it('may nothing where nothing is asked of AWS', () => {
    expect(partsOf(rendered({}, []))['PierTaskRole']?.Properties).not.toHaveProperty('Policies');
  });
});

describe('a key for storage', () => {
  const keyed = (name: string): Record<string, DeployedPart> =>
    partsOf(
      rendered({ uses: uses('cargo', [operation('get', 'read', 9)]), env: [bound(name, 'cargo', 'accessKey')] }, [
        resource('cargo', 'object_storage'),
      ]),
    );

  it('is there for code that takes one under a name of its own, and may do what the code does', () => {
    const parts = keyed('CARGO_KEY');
    expect(JSON.stringify(parts['CargoUserPolicy']?.Properties)).toContain('"Action":["s3:GetObject"]');
    const [app] = containers(parts['PierTask']?.Properties?.['ContainerDefinitions']);
    expect(JSON.stringify(app)).toContain(
      '{"Name":"CARGO_KEY","ValueFrom":{"Fn::Join":["",[{"Ref":"CargoKeySecretArn"},":accessKey::"]]}}',
    );
  });

  it('is not there where an SDK takes the role of the task by itself', () => {
    expect(keyed('AWS_ACCESS_KEY_ID')).not.toHaveProperty('CargoUser');
  });
});

it('a folder of the code outlives its copies, mounted where the image has it', () => {
  const parts = partsOf(rendered({ path: 'backend', volumes: [{ path: 'media', evidence: [] }] }, []));
  expect(parts['Files']).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', Properties: { Encrypted: true } });
  const [app] = containers(parts['PierTask']?.Properties?.['ContainerDefinitions']);
  expect(app).toMatchObject({ MountPoints: [{ ContainerPath: '/app/backend/media', SourceVolume: 'pier-media' }] });
  expect(JSON.stringify(parts['PierTaskRole']?.Properties)).toContain('elasticfilesystem:ClientMount');
});

it('a project too large for a stack is told so', () => {
  const services = Array.from({ length: 60 }, (_, at) => harbourService(`pier-${at}`, { path: `pier-${at}`, port: 8000 }));
  const blueprint: Blueprint = { version: 1, name: 'harbour', services, resources: [], questions: [], notes: [] };
  const deployment = deriveDeployment(blueprint, {
    environment: 'staging',
    target: 'aws',
    region: 'eu-west-1',
    settings: { target: 'aws' },
  });
  expect(awsTarget.render(deployment, { images: {}, given: new Set() }).notes.join()).toMatch(/parameters, and CloudFormation takes 200/);
});

describe('a text that holds a password', () => {
  const result = rendered({ uses: uses('db'), env: [bound('DATABASE_URL', 'db', 'url', 'postgresql+psycopg')] }, [
    resource('db', 'postgres'),
  ]);

  it('is put together by CloudFormation, and read by the container alone', () => {
    const parts = partsOf(result);
    expect(JSON.stringify(parts['PierDatabaseUrlSecret']?.Properties?.['SecretString'])).toMatch(
      /postgresql\+psycopg:\/\/harbour:\{\{resolve:secretsmanager:",\{"Ref":"DbPassword"\},":SecretString:password\}\}@".*:5432\/harbour\?sslmode=require/,
    );
    // Nothing that a URL would have to quote.
    expect(parts['DbPassword']?.Properties?.['GenerateSecretString']).toMatchObject({ ExcludePunctuation: true, PasswordLength: 32 });
    const [app] = containers(parts['PierTask']?.Properties?.['ContainerDefinitions']);
    expect(app).toMatchObject({ Secrets: [{ Name: 'DATABASE_URL', ValueFrom: { Ref: 'PierDatabaseUrlSecretArn' } }] });
    expect(JSON.stringify(app)).not.toMatch(/resolve:secretsmanager/);
  });

  it('is read by one role, which may read nothing else', () => {
    const statements = JSON.stringify(partsOf(result)['PierExecutionRole']?.Properties);
    expect(statements).toContain('"secretsmanager:GetSecretValue"],"Effect":"Allow","Resource":[{"Ref":"PierDatabaseUrlSecret"}]');
  });
});

describe('redis', () => {
  const encrypted = (env: Service['env']): unknown =>
    partsOf(rendered({ uses: uses('cache'), env }, [resource('cache', 'redis')]))['Cache']?.Properties?.['TransitEncryptionEnabled'];

  it('speaks TLS where its users are told a URL', () => {
    expect(encrypted([bound('REDIS_URL', 'cache', 'url', 'redis')])).toBe(true);
  });

  it('speaks none where a host and a port is all that can be told', () => {
    expect(encrypted([bound('REDIS_HOST', 'cache', 'host'), bound('REDIS_PORT', 'cache', 'port')])).toBe(false);
  });
});

describe('a public service', () => {
  it('is behind TLS under the domain of its environment', () => {
    const parts = partsOf(rendered({ port: 8000 }, [], { domain: 'harbour.example' }));
    expect(parts['SecureListener']?.Properties).toMatchObject({ Port: 443, Protocol: 'HTTPS' });
    expect(parts['PlainListener']?.Properties).toMatchObject({ DefaultActions: [{ Type: 'redirect' }] });
    expect(parts['PierRule']?.Properties).toMatchObject({ Conditions: [{ HostHeaderConfig: { Values: ['harbour.example'] } }] });
  });

  it('is as many copies as the load asks for', () => {
    const parts = partsOf(rendered({ port: 8000 }, [], { services: { pier: { replicas: { min: 2, max: 6 } } } }));
    expect(parts['PierScaling']?.Properties).toMatchObject({ MinCapacity: 2, MaxCapacity: 6 });
    expect(parts['PierService']?.Properties).not.toHaveProperty('DesiredCount');
  });

  it('is brought back when a new release does not become well', () => {
    expect(partsOf(rendered({ port: 8000 }, []))['PierService']?.Properties).toMatchObject({
      DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
      EnableExecuteCommand: false,
    });
  });
});

describe('a service with a GPU', () => {
  const parts = partsOf(rendered({ port: 8000, gpu: 'required' }, [], { services: { pier: { gpu: { type: 'L4' } } } }));

  it('runs on a machine of its own that is there only while it runs', () => {
    expect(parts['G6XlargeTemplate']?.Properties).toMatchObject({
      LaunchTemplateData: { InstanceType: 'g6.xlarge', MetadataOptions: { HttpTokens: 'required' } },
    });
    expect(parts['G6XlargeMachines']?.Properties).toMatchObject({ MinSize: '0' });
    expect(parts['PierService']?.Properties).toMatchObject({
      CapacityProviderStrategy: [{ CapacityProvider: { Ref: 'G6XlargeCapacity' } }],
    });
    expect(parts['PierTask']?.Properties).toMatchObject({ RequiresCompatibilities: ['EC2'] });
  });

  it('goes out through a gateway, which nothing else pays for', () => {
    expect(parts).toHaveProperty('NatGateway');
    expect(partsOf(rendered({ port: 8000 }, []))).not.toHaveProperty('NatGateway');
  });
});

it('an image is named by its digest in a parameter, so that a plan does not change with it', () => {
  const { files } = rendered({}, []);
  expect(files['services.json']).not.toContain('sha256');
  expect(JSON.parse(files['images.json'] ?? '')).toEqual({ PierImage: `registry/pier@sha256:${'a'.repeat(64)}` });
});

it('queues of one resource are each told apart', () => {
  const env = [bound('ORDERS_QUEUE_URL', 'jobs', 'url'), bound('LETTERS_QUEUE_URL', 'jobs', 'url')];
  const parts = partsOf(rendered({ uses: uses('jobs'), env }, [resource('jobs', 'sqs')]));
  expect(Object.values(parts).filter(({ Type }) => Type === 'AWS::SQS::Queue')).toHaveLength(4);
  const [app] = containers(parts['PierTask']?.Properties?.['ContainerDefinitions']);
  const names = JSON.stringify(app);
  expect(names).toContain('JobsOrdersUrl');
  expect(names).toContain('JobsLettersUrl');
});

it("storage that speaks another cloud's interface is refused by its name", () => {
  const attempt = (): Rendered => rendered({ uses: uses('cargo') }, [resource('cargo', 'object_storage', 'google.cloud.storage.Client')]);
  expect(attempt).toThrow(/cargo \(the code speaks Google's interface/);
});

/** Containers of a task. */
const containers = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
