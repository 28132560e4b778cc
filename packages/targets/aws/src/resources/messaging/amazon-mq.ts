import type { DeployedResource, Template } from '@groundwork/provision';
import { attribute } from '../../cloudformation/value.ts';
import { logical, prefixOf } from '../../names.ts';
import type { Canvas } from '../../render/canvas.ts';
import { tagsOf } from '../../render/tags.ts';
import { drawDoor } from '../door.ts';
import { drawPassword } from '../password.ts';
import { userNamed } from '../rds/names.ts';
import type { Served } from '../served.ts';

const port = 5671;

/** Whether a broker that speaks TLS alone can be reached: every variable that names it is a URL. */
export const canSpeakTls = ({ told }: DeployedResource): boolean => {
  const urls = told.variables.filter(({ property }) => property === 'url');
  const parts = told.variables.filter(({ property }) => property === 'host' || property === 'port');
  return urls.length > 0 && parts.length === 0 && urls.every(({ form }) => form === null || /^(?:amqps?|pyamqp)$/.test(form));
};

/** RabbitMQ of Amazon MQ, which is reached over TLS alone. */
export function drawAmazonMq(resource: DeployedResource, canvas: Canvas): Served {
  const { name, settings, told } = resource;
  const { foundations, deployment } = canvas;
  const id = logical(resource.id);
  const user = userNamed(resource, deployment);
  const size = settings.size ?? 'mq.m7g.medium';
  const group = drawDoor(resource, [port], canvas);
  const password = drawPassword(`${id}Password`, user, canvas, `Password of ${user} at ${name}`);
  foundations.add(id, {
    Type: 'AWS::AmazonMQ::Broker',
    Properties: {
      AutoMinorVersionUpgrade: true,
      BrokerName: `${prefixOf(deployment)}-${resource.id}`.slice(0, 50),
      DeploymentMode: 'SINGLE_INSTANCE',
      EngineType: 'RABBITMQ',
      EngineVersion: '3.13',
      HostInstanceType: size,
      Logs: { General: true },
      PubliclyAccessible: false,
      SecurityGroups: [attribute(group, 'GroupId')],
      SubnetIds: [{ Ref: 'PrivateSubnet1' }],
      Tags: tagsOf(deployment),
      Users: [{ Password: password.value, Username: user }],
    },
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
  });
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: `Amazon MQ RabbitMQ 3.13 ${size}, TLS`,
    native: [group, `${id}Password`, id],
    permissions: [],
    quantities: [
      { price: `aws.mq.rabbitmq.${size}`, label: size, amount: 730 },
      { price: 'aws.mq-storage', label: 'GB stored', amount: null },
      { price: 'aws.secret', label: 'password', amount: 1 },
    ],
    stateful: true,
    evidence: resource.resource.evidence,
  });
  const url: Template = [
    'amqps://',
    user,
    ':',
    { of: 'resource', name, property: 'password' },
    '@',
    { of: 'resource', name, property: 'host' },
    `:${port}/`,
  ];
  return {
    reach: {
      port,
      user: [user],
      database: null,
      variables: Object.fromEntries(told.variables.filter(({ property }) => property === 'url').map((each) => [each.name, url])),
    },
    // `amqps://b-1234.mq.eu-west-1.on.aws:5671`: the host is what stands between the slashes and the port.
    values: {
      host: {
        'Fn::Select': [
          0,
          { 'Fn::Split': [':', { 'Fn::Select': [1, { 'Fn::Split': ['//', { 'Fn::Select': [0, attribute(id, 'AmqpEndpoints')] }] }] }] },
        ],
      },
    },
    secrets: { password: password.place },
    door: { group, ports: [port] },
    actions: null,
  };
}
