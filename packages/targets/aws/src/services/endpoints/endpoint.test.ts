import type { Blueprint, EnvironmentSettings, Resource, Service } from '@groundwork/blueprint';
import { deriveDeployment, type Rendered } from '@groundwork/provision';
import { describe, expect, it } from 'vitest';
import { parseTemplate, type DeployedPart } from '../../engine/stacks/template.ts';
import { awsTarget } from '../../target.ts';
import { tideModel } from '../../testing/model.ts';
import { instanceFor } from './instances.ts';

interface Changes {
  readonly model?: Partial<Service>;
  readonly resources?: readonly Resource[];
  readonly settings?: Partial<NonNullable<EnvironmentSettings['services']>[string]>;
}

function rendered({ model = {}, resources = [], settings = {} }: Changes = {}): Rendered {
  const plain = tideModel();
  const blueprint: Blueprint = {
    ...plain,
    services: plain.services.map((service) => (service.name === 'tides' ? { ...service, ...model } : service)),
    resources: [...resources],
  };
  const deployment = deriveDeployment(blueprint, {
    environment: 'staging',
    target: 'aws',
    region: 'eu-west-1',
    settings: { target: 'aws', services: { tides: { endpoint: 'sagemaker', gpu: { type: 'A10G' }, ...settings } } },
  });
  return awsTarget.render(deployment, { images: {}, given: new Set() });
}

const partsOf = ({ files }: Rendered): Record<string, DeployedPart> => ({
  ...parseTemplate(files['foundations.json'] ?? '').Resources,
  ...parseTemplate(files['services.json'] ?? '').Resources,
});

const resource = (name: string, type: Resource['type']): Resource => ({
  name,
  type,
  need: 'required',
  version: null,
  extensions: [],
  evidence: [],
});

const uses = (name: string): Service['uses'] => [{ resource: name, access: ['read'], evidence: [] }];

describe('a service that SageMaker runs', () => {
  const result = rendered();
  const parts = partsOf(result);

  it('is a model of its image, by digest, that is told the port SageMaker talks to', () => {
    expect(parts['TidesModel']?.Properties).toMatchObject({
      PrimaryContainer: { Environment: { PORT: '8080', SAGEMAKER_BIND_TO_PORT: '8080' }, Image: { Ref: 'TidesImage' } },
    });
    expect(parts['TidesEndpointConfig']?.Properties).toMatchObject({
      ProductionVariants: [
        { InitialInstanceCount: 1, InstanceType: 'ml.g5.xlarge', ModelName: { 'Fn::GetAtt': ['TidesModel', 'ModelName'] } },
      ],
    });
    // A name would have to be given up before another configuration could have it.
    expect(parts['TidesEndpointConfig']?.Properties).not.toHaveProperty('EndpointConfigName');
    expect(parts['TidesEndpointConfig']?.Properties).not.toHaveProperty('DataCaptureConfig');
  });

  it('is put back by an alarm, under the name its log has', () => {
    expect(parts['TidesEndpoint']?.Properties).toMatchObject({
      EndpointName: 'harbour-staging-tides',
      DeploymentConfig: { AutoRollbackConfiguration: { Alarms: [{ AlarmName: { Ref: 'TidesErrors' } }] } },
    });
    expect(parts['TidesLogs']?.Properties).toMatchObject({ LogGroupName: '/aws/sagemaker/Endpoints/harbour-staging-tides' });
  });

  it('is no task, has no machine of EC2, no port of the load balancer and no gateway', () => {
    const names = Object.keys(parts);
    expect(names.filter((name) => /^Tides(?:Task|Service|Name|Targets)|Machines$|^NatGateway$/.test(name))).toEqual([]);
  });

  it('is called by who is told of it, with signed requests, and by nobody else', () => {
    const role = JSON.stringify(parts['PierTaskRole']?.Properties);
    expect(role).toContain('"Action":["sagemaker:InvokeEndpoint"]');
    expect(role).toContain(':endpoint/harbour-staging-tides"]]}]');
    expect(JSON.stringify(parts['PierTask']?.Properties)).toContain(
      '{"Name":"TIDES_URL","Value":{"Fn::Join":["",["https://runtime.sagemaker.",{"Ref":"AWS::Region"},".amazonaws.com/endpoints/harbour-staging-tides/invocations"]]}}',
    );
    expect(JSON.stringify(parts['TidesEndpointRole']?.Properties)).not.toContain('InvokeEndpoint');
    expect(result.notes.join('\n')).toMatch(/tides is an endpoint of SageMaker.*have to be signed/);
    expect(result.items.find(({ id }) => id === 'role:pier')?.permissions).toContainEqual(
      expect.objectContaining({ action: 'sagemaker:InvokeEndpoint', on: 'tides' }),
    );
  });

  it('costs its instances', () => {
    const item = rendered({ settings: { replicas: { min: 2, max: 4 } } }).items.find(({ id }) => id === 'service:tides');
    expect(item).toMatchObject({ title: 'SageMaker endpoint ml.g5.xlarge ×2 to 4' });
    expect(item?.quantities).toContainEqual({ price: 'aws.sagemaker.ml.g5.xlarge', label: 'ml.g5.xlarge', amount: 1460 });
  });

  it('pulls its image and writes its log, and is in the network only for what is there', () => {
    const role = JSON.stringify(parts['TidesEndpointRole']?.Properties);
    expect(role).toContain('"Service":"sagemaker.amazonaws.com"');
    expect(role).not.toContain('ec2:');
    expect(parts['TidesModel']?.Properties).not.toHaveProperty('VpcConfig');
    const stored = partsOf(rendered({ model: { uses: uses('charts') }, resources: [resource('charts', 'object_storage')] }));
    expect(stored['TidesModel']?.Properties).not.toHaveProperty('VpcConfig');
    expect(JSON.stringify(stored['TidesEndpointRole']?.Properties)).toContain('s3:GetObject');
    const cached = partsOf(rendered({ model: { uses: uses('cache') }, resources: [resource('cache', 'memcached')] }));
    expect(cached['TidesModel']?.Properties).toMatchObject({
      VpcConfig: { SecurityGroupIds: [{ Ref: 'TidesGroupId' }], Subnets: [{ Ref: 'GatewaySubnet1Id' }, { Ref: 'GatewaySubnet2Id' }] },
    });
    expect(cached).toHaveProperty('NatGateway');
    expect(JSON.stringify(cached['TidesEndpointRole']?.Properties)).toContain('ec2:CreateNetworkInterface');
  });

  it('grows with what is asked of it', () => {
    const scaled = partsOf(rendered({ settings: { replicas: { min: 0, max: 3 } } }));
    expect(scaled['TidesScaling']?.Properties).toMatchObject({
      MinCapacity: 1,
      MaxCapacity: 3,
      ResourceId: 'endpoint/harbour-staging-tides/variant/main',
    });
    expect(scaled['TidesEndpoint']?.Properties).toMatchObject({ RetainAllVariantProperties: true });
  });
});

describe('what SageMaker lacks is refused with the reason', () => {
  const secret: Service['env'][number] = {
    name: 'TIDE_KEY',
    required: true,
    secret: true,
    default: null,
    source: 'generated',
    evidence: [],
  };

  it.each<[string, Changes, RegExp]>([
    ['secrets', { model: { env: [secret] } }, /hands no secret to a container, and TIDE_KEY is one/],
    ['commands of a release', { model: { release: ['alembic upgrade head'] } }, /no commands before a release/],
    ['folders', { model: { volumes: [{ path: 'media', evidence: [] }] } }, /mounts no folder/],
    ['another port', { model: { env: [], port: 5000, start: 'python tides.py' } }, /talks to port 8080, and the code listens at 5000/],
    ['a worker', { model: { kind: 'worker' } }, /does not listen/],
  ])('%s', (_what, changes, message) => {
    expect(() => rendered(changes)).toThrow(message);
  });
});

describe('an instance', () => {
  it.each([
    [{ gpu: null, cpu: 1, memory: 4096 }, 'ml.c5.large'],
    [{ gpu: null, cpu: 1, memory: 8000 }, 'ml.m5.large'],
    [{ gpu: null, cpu: 64, memory: 4096 }, 'ml.m5.24xlarge'],
    [{ gpu: { type: null, count: 1 }, cpu: 4, memory: 16_384 }, 'ml.g4dn.xlarge'],
    [{ gpu: { type: 'L4', count: 2 }, cpu: 4, memory: 16_384 }, 'ml.g6.12xlarge'],
    [{ gpu: { type: 'ml.p4d.24xlarge', count: 8 }, cpu: 4, memory: 16_384 }, 'ml.p4d.24xlarge'],
  ])('for %j is %s', (needs, type) => {
    expect(instanceFor(needs)).toBe(type);
  });
});
