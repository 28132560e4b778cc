import { attribute, ref } from '../cloudformation/value.ts';
import { prefixOf } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import { publicAddresses } from './addresses.ts';

/** One load balancer for everything public. With a domain it speaks TLS and tells services apart by name, else by port. */
export function drawBalancer(canvas: Canvas): void {
  const { foundations, deployment, items } = canvas;
  const addresses = [...publicAddresses(deployment).values()];
  if (addresses.length === 0) return;
  const hosts = [...new Set(addresses.flatMap(({ host }) => host ?? []))];
  const ports = [...new Set([...addresses.map(({ port }) => port), ...(hosts.length > 0 ? [80] : [])])];
  const native = ['LoadBalancerGroup', 'LoadBalancer'];
  foundations.add('LoadBalancerGroup', {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: `The internet reaches the load balancer of ${prefixOf(deployment)}`,
      SecurityGroupEgress: [{ CidrIp: '10.0.0.0/16', Description: 'To services', IpProtocol: '-1' }],
      SecurityGroupIngress: ports.flatMap((port) => [
        { CidrIp: '0.0.0.0/0', Description: 'Everybody', FromPort: port, IpProtocol: 'tcp', ToPort: port },
      ]),
      Tags: tagsOf(deployment, 'load balancer'),
      VpcId: ref('Vpc'),
    },
  });
  foundations.add('LoadBalancer', {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: {
      LoadBalancerAttributes: [
        { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
        { Key: 'idle_timeout.timeout_seconds', Value: '120' },
      ],
      Scheme: 'internet-facing',
      SecurityGroups: [attribute('LoadBalancerGroup', 'GroupId')],
      Subnets: [ref('PublicSubnet1'), ref('PublicSubnet2')],
      Tags: tagsOf(deployment),
      Type: 'application',
    },
    DependsOn: ['PublicRoute'],
  });
  if (hosts.length > 0) native.push(...drawNames(canvas, hosts));
  items.push({
    id: 'network:balancer',
    kind: 'network',
    name: 'load balancer',
    title: hosts.length > 0 ? `load balancer, HTTPS for ${hosts.join(', ')}` : 'load balancer, HTTP under its own name',
    native,
    permissions: [],
    quantities: [
      { price: 'aws.alb.hour', label: 'load balancer', amount: 730 },
      { price: 'aws.alb.lcu', label: 'what goes through it', amount: null },
      { price: 'aws.ipv4', label: 'public addresses', amount: 2 * 730 },
    ],
    stateful: false,
    evidence: [],
  });
  if (hosts.length === 0) canvas.note('No domain is set: services are reached by plain HTTP under the name of the load balancer');
}

/** A certificate for every name, checked through the zone of the domain, and the names themselves. */
function drawNames({ foundations, deployment }: Canvas, hosts: readonly string[]): string[] {
  const zone = foundations.parameter('HostedZoneId', {
    Type: 'AWS::Route53::HostedZone::Id',
    Description: `Public hosted zone that ${hosts.join(', ')} belong to`,
  });
  const [first = '', ...others] = hosts;
  foundations.add('Certificate', {
    Type: 'AWS::CertificateManager::Certificate',
    Properties: {
      DomainName: first,
      DomainValidationOptions: hosts.map((host) => ({ DomainName: host, HostedZoneId: zone })),
      ...(others.length > 0 ? { SubjectAlternativeNames: others } : {}),
      Tags: tagsOf(deployment),
      ValidationMethod: 'DNS',
    },
  });
  foundations.add('SecureListener', {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: {
      Certificates: [{ CertificateArn: ref('Certificate') }],
      DefaultActions: [
        {
          FixedResponseConfig: { ContentType: 'text/plain', MessageBody: 'Nothing here has this name', StatusCode: '404' },
          Type: 'fixed-response',
        },
      ],
      LoadBalancerArn: ref('LoadBalancer'),
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    },
  });
  foundations.add('PlainListener', {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: {
      DefaultActions: [{ RedirectConfig: { Port: '443', Protocol: 'HTTPS', StatusCode: 'HTTP_301' }, Type: 'redirect' }],
      LoadBalancerArn: ref('LoadBalancer'),
      Port: 80,
      Protocol: 'HTTP',
    },
  });
  const records = hosts.map((host, at) =>
    foundations.add(`DomainName${at + 1}`, {
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        AliasTarget: { DNSName: attribute('LoadBalancer', 'DNSName'), HostedZoneId: attribute('LoadBalancer', 'CanonicalHostedZoneID') },
        HostedZoneId: zone,
        Name: host,
        Type: 'A',
      },
    }),
  );
  return ['Certificate', 'SecureListener', 'PlainListener', ...records];
}
