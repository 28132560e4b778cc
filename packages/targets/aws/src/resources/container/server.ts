import {
  holdsSecret,
  accountOf,
  serverImageOf,
  tagged,
  templateOf,
  tokenOf,
  type DeployedResource,
  type Login,
  type Reach,
  type Reference,
  type Template,
} from '@groundwork/provision';
import { joined, ref, secretValue, type Value } from '../../cloudformation/value.ts';
import { logical, namespaceOf, prefixOf } from '../../names.ts';
import type { Canvas } from '../../render/canvas.ts';
import { tagsOf } from '../../render/tags.ts';
import { drawLogs } from '../../services/roles.ts';
import { fargateSize } from '../../services/sizes.ts';
import { groupOf, letIn, plain } from '../door.ts';
import { drawFolder } from '../files.ts';
import { drawPassword } from '../password.ts';
import type { SecretPlace, Served } from '../served.ts';
import { drawServerTask } from './task.ts';

/** A server that AWS does not run itself: its makers' image on Fargate, its data on EFS, found under a private name. */
export function drawServer(resource: DeployedResource, canvas: Canvas): Served {
  const image = serverImageOf(resource.resource.type);
  const { name, id, told } = resource;
  const { deployment } = canvas;
  const source = image ? tagged(image, resource.resource) : null;
  if (!image || source === null) {
    canvas.unsupported.push({
      resource: name,
      type: resource.resource.type,
      why: image ? `no image of ${image.title} has what is asked for` : 'no image whose makers stand for it',
      evidence: resource.resource.evidence,
    });
    return { reach: null, values: {}, secrets: {}, door: null, actions: null };
  }
  const host = `${id}.${namespaceOf(deployment)}`;
  const password: Reference = { of: 'resource', name, property: 'password' };
  const login: Login = {
    host,
    port: image.port,
    ...accountOf(resource.resource.type, { told, project: deployment.name }),
    password: tokenOf(password),
    adminPassword: tokenOf({ of: 'resource', name, property: 'secretKey' }),
    told,
  };
  const connection = image.connection?.(login) ?? {};
  const written = JSON.stringify([image.env?.(login) ?? {}, connection]);
  const places: Partial<Record<'password' | 'secretKey', SecretPlace>> = {};
  const native: string[] = [];
  for (const [property, suffix] of [
    ['password', 'Password'],
    ['secretKey', 'AdminPassword'],
  ] as const) {
    if (!written.includes(tokenOf({ of: 'resource', name, property }))) continue;
    places[property] = drawPassword(`${logical(id)}${suffix}`, login.user, canvas, `${suffix} of ${name}`).place;
    native.push(`${logical(id)}${suffix}`);
  }
  const ports = [image.port, ...Object.values(image.ports ?? {})];
  const group = drawServerGroup(resource, ports, canvas);
  native.push(group, drawLogs(id, canvas));
  const folder = image.data === null ? null : drawFolder({ id, users: [] }, { path: image.data, account: image.account }, canvas);
  native.push(...(folder?.native ?? []));
  native.push(
    ...drawServerTask({
      resource,
      canvas,
      image,
      source,
      group,
      environment: environmentOf(),
      mount: folder?.mount ?? null,
      command: image.arguments?.(login) ?? null,
    }),
  );
  const size = fargateSize({ cpu: 0.25, memory: image.memory }) ?? { cpu: 1, memory: 2048 };
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: `${image.title} in a container, Fargate ${size.cpu} vCPU ${size.memory / 1024} GB${folder ? ', EFS' : ''}`,
    native,
    permissions: [],
    quantities: [
      { price: 'aws.fargate.vcpu.x86', label: `${size.cpu} vCPU`, amount: 730 * size.cpu },
      { price: 'aws.fargate.memory.x86', label: `${size.memory / 1024} GB`, amount: (730 * size.memory) / 1024 },
      { price: 'aws.ipv4', label: 'public address', amount: 730 },
      ...(places.password
        ? [{ price: 'aws.secret', label: 'password', amount: native.filter((each) => each.endsWith('Password')).length }]
        : []),
    ],
    stateful: resource.stateful && folder !== null,
    evidence: resource.resource.evidence,
  });
  return {
    reach: reachOf(),
    values: { host },
    secrets: places,
    door: { group, ports },
    actions: null,
  };

  /** Variables of the server, those that hold a password as secrets of their own. */
  function environmentOf(): { plain: Record<string, string>; secret: Record<string, SecretPlace> } {
    const plainValues: Record<string, string> = {};
    const secret: Record<string, SecretPlace> = {};
    for (const [variable, text] of Object.entries(image?.env?.(login) ?? {})) {
      const template = templateOf(text);
      if (!holdsSecret(template)) plainValues[variable] = text;
      else secret[variable] = placeOf(variable, template);
    }
    return { plain: plainValues, secret };
  }

  function placeOf(variable: string, template: Template): SecretPlace {
    const [only] = template;
    const known =
      template.length === 1 && typeof only === 'object' && only.of === 'resource'
        ? places[only.property === 'password' ? 'password' : 'secretKey']
        : null;
    if (known) return known;
    const value = joined(template.map((part): Value => (typeof part === 'string' ? part : valueOf(part))));
    return {
      arn: canvas.composed.holding(`${logical(id)}${logical(variable.toLowerCase().replace(/[^a-z0-9]+/g, '-'))}`, value),
      key: null,
    };
  }

  function valueOf(reference: Reference): Value {
    const place = reference.of === 'resource' && reference.property === 'secretKey' ? places.secretKey : places.password;
    return place ? secretValue(place.arn, place.key) : '';
  }

  function reachOf(): Reach {
    const { user, password: given, database, properties } = connection;
    const template = (text: string | null | undefined): Template | null => (text === null || text === undefined ? null : templateOf(text));
    return {
      host: [host],
      port: connection.port ?? login.port,
      user: template(user),
      password: template(given),
      database: template(database),
      ...(properties
        ? { properties: Object.fromEntries(Object.entries(properties).map(([key, text]) => [key, templateOf(text ?? '')])) }
        : {}),
    };
  }
}

function drawServerGroup({ id, name, users }: DeployedResource, ports: readonly number[], canvas: Canvas): string {
  const { deployment, foundations } = canvas;
  const groups = deployment.services.filter((service) => users.includes(service.name)).map((service) => groupOf(service.id));
  return foundations.add(groupOf(id), {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: `Who reaches ${plain(name)} of ${prefixOf(deployment)}`,
      SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', Description: 'The registry its image is in', IpProtocol: '-1' }],
      SecurityGroupIngress: groups.flatMap((group) => ports.map((port) => letIn(group, port))),
      Tags: tagsOf(deployment, id),
      VpcId: ref('Vpc'),
    },
  });
}
