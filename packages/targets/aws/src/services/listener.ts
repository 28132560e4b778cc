import type { DeployedService } from '@groundwork/provision';
import { ref } from '../cloudformation/value.ts';
import { logical } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import { publicAddresses, type PublicAddress } from './addresses.ts';

/** The targets of a public service, and what leads from the load balancer to them. */
export function drawListener(deployed: DeployedService, address: PublicAddress, canvas: Canvas): string[] {
  const { services, deployment } = canvas;
  const { id, port, service } = deployed;
  const upper = logical(id);
  const targets = services.add(`${upper}Targets`, {
    Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    Properties: {
      HealthCheckIntervalSeconds: 15,
      HealthCheckPath: service.health ?? '/',
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 2,
      // Where nobody said which path tells that it is well, any answer that is no failure does: a page may ask for a login.
      Matcher: { HttpCode: service.health === null ? '200-499' : '200-399' },
      Port: port ?? 80,
      Protocol: 'HTTP',
      Tags: tagsOf(deployment),
      TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
      TargetType: 'ip',
      UnhealthyThresholdCount: 4,
      VpcId: canvas.across('VpcId', ref('Vpc')),
    },
  });
  const forward = [{ TargetGroupArn: ref(targets), Type: 'forward' }];
  if (address.host === null) {
    const listener = services.add(`${upper}Listener`, {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        DefaultActions: forward,
        LoadBalancerArn: canvas.across('LoadBalancerArn', ref('LoadBalancer')),
        Port: address.port,
        Protocol: 'HTTP',
      },
    });
    return [targets, listener];
  }
  const rule = services.add(`${upper}Rule`, {
    Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    Properties: {
      Actions: forward,
      Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: [address.host] } }],
      ListenerArn: canvas.across('SecureListenerArn', ref('SecureListener')),
      Priority: 1 + [...publicAddresses(deployment).keys()].indexOf(deployed.name),
    },
  });
  return [targets, rule];
}
