import type { Blueprint, EnvironmentSettings } from '@groundwork/blueprint';
import { deriveDeployment } from '@groundwork/provision';
import { exampleBlueprints, smallHarbour, wholeHarbour } from '@groundwork/provision/suite';
import { awsTarget } from '@groundwork/target-aws';
import { describe, expect, it } from 'vitest';
import type { Exported } from '../file.ts';
import { render } from '../formats.ts';
import { wrongIn } from './aws/schema.fixture.ts';
import { templateOf } from './aws/configuration.ts';
import { attributeName, resourceType } from './aws/names.ts';

function exported(blueprint: Blueprint, settings: Partial<EnvironmentSettings> = {}): Exported {
  const deployment = deriveDeployment(blueprint, {
    environment: 'staging',
    target: 'aws',
    region: 'eu-west-1',
    settings: { target: 'aws', ...settings },
  });
  return render('terraform', { deployment, target: awsTarget, root: '../..', here: 'deploy/terraform', dockerfiles: [] });
}

const configurationOf = ({ files }: Exported) => files.filter(({ path }) => path.endsWith('.tf'));
const textOf = (all: Exported): string =>
  configurationOf(all)
    .map(({ text }) => text)
    .join('\n');

/** Code that takes a key of storage under a name of its own. */
const keyed: Blueprint = {
  ...smallHarbour(),
  services: smallHarbour().services.map((service) => ({
    ...service,
    env: [
      ...service.env,
      {
        name: 'CARGO_KEY',
        required: true,
        secret: true,
        default: null,
        source: 'binding',
        binding: { resource: 'cargo', property: 'accessKey', form: null },
        evidence: [],
      },
    ],
  })),
};

const all: readonly (readonly [string, Blueprint, Partial<EnvironmentSettings>])[] = [
  ...[...exampleBlueprints()].map(([name, blueprint]) => [name, blueprint, {}] as const),
  ['harbour', wholeHarbour(), {}],
  [
    'harbour with a domain, Aurora, OpenSearch and as many copies as are asked for',
    wholeHarbour(),
    {
      domain: 'harbour.example',
      services: { pier: { replicas: { min: 1, max: 3 } } },
      resources: { postgres: { size: 'aurora' }, elasticsearch: { serving: 'managed' }, redis: { highAvailability: true } },
    },
  ],
  ['harbour that gives out keys', keyed, {}],
];

describe('Terraform for AWS', () => {
  it.each(all)('%s: each argument is one of its provider, each name is there', async (_, blueprint, settings) => {
    expect(await wrongIn(configurationOf(exported(blueprint, settings)))).toEqual([]);
  });

  it.each(all)('%s: no password comes near the state', (_, blueprint, settings) => {
    const lines = textOf(exported(blueprint, settings)).split('\n');
    const reading = lines.filter((line) => line.includes('jsondecode(ephemeral.'));
    expect(reading.filter((line) => !/^\s+(?:\w*password_wo|auth_token_wo|secret_string_wo)\s+=/.test(line))).toEqual([]);
  });

  it('a broker, whose password both providers would keep, is in a stack of its own', () => {
    const text = textOf(exported(wholeHarbour()));
    expect(text).toContain('resource "aws_cloudformation_stack" "rabbitmq"');
    expect(text).toContain('{{resolve:secretsmanager:${awscc_secretsmanager_secret.rabbitmq_password.secret_id}:SecretString:password}}');
  });

  it('a key, whose secret half both providers would keep, is made in the stack that puts it into a secret', () => {
    const text = textOf(exported(keyed));
    expect(text).toContain('capabilities = ["CAPABILITY_IAM"]');
    expect(text).toMatch(/Type\s+= "AWS::IAM::AccessKey"/);
    expect(text).toContain('"Fn::GetAtt" = ["CargoKey", "SecretAccessKey"]');
    expect(text).toContain('aws_cloudformation_stack.cargo_key.outputs["CargoKeySecretRef"]');
  });

  it('asks for what only a person knows', () => {
    const { files } = exported(wholeHarbour(), { domain: 'harbour.example' });
    expect(files.find(({ path }) => path === 'README.md')?.text).toContain('export TF_VAR_hosted_zone_id=...');
  });

  it('is the same each time', () => {
    expect(exported(wholeHarbour())).toEqual(exported(wholeHarbour()));
  });

  it('refuses what it does not know instead of leaving it out', () => {
    expect(() => templateOf({ Resources: { Pier: { Type: 'AWS::Quay::Pier' } } }, new Set())).toThrow(/Pier: AWS::Quay::Pier/);
    expect(() => templateOf({ Resources: { Pier: { Type: 'AWS::S3::Bucket', Condition: 'Tide' } } }, new Set())).toThrow(/Pier: Condition/);
  });

  it('of the orchard is laid out for people', async () => {
    const { files } = exported(exampleBlueprints().get('orchard') ?? wholeHarbour());
    for (const { path, text } of files) await expect(text).toMatchFileSnapshot(`aws/snapshots/${path}.txt`);
  });
});

describe('names of awscc', () => {
  it.each([
    ['DBSubnetGroupName', 'db_subnet_group_name'],
    ['EnableECSManagedTags', 'enable_ecs_managed_tags'],
    ['VPCZoneIdentifier', 'vpc_zone_identifier'],
    ['ServerlessV2ScalingConfiguration', 'serverless_v2scaling_configuration'],
    ['CloudWatchLogsLogGroupArn', 'cloudwatch_logs_log_group_arn'],
  ])('%s is %s', (property, name) => {
    expect(attributeName(property)).toBe(name);
  });

  it('types', () => {
    expect(resourceType('AWS::RDS::DBSubnetGroup')).toBe('awscc_rds_db_subnet_group');
    expect(resourceType('AWS::EC2::VPCGatewayAttachment')).toBe('awscc_ec2_vpc_gateway_attachment');
  });
});
