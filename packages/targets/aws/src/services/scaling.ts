import type { DeployedService } from '@groundwork/provision';
import { attribute, joined, ref } from '../cloudformation/value.ts';
import { logical } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';

/** As many copies as keep processors at 60 %. */
export function drawScaling({ id, replicas }: DeployedService, canvas: Canvas): string[] {
  const upper = logical(id);
  const target = canvas.services.add(`${upper}Scaling`, {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      MaxCapacity: replicas.max,
      MinCapacity: replicas.min,
      ResourceId: joined(['service/', canvas.across('ClusterName', ref('Cluster')), '/', attribute(`${upper}Service`, 'Name')]),
      ScalableDimension: 'ecs:service:DesiredCount',
      ServiceNamespace: 'ecs',
    },
  });
  const policy = canvas.services.add(`${upper}ScalingPolicy`, {
    Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    Properties: {
      PolicyName: 'processor',
      PolicyType: 'TargetTrackingScaling',
      ScalingTargetId: ref(target),
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        ScaleInCooldown: 300,
        ScaleOutCooldown: 60,
        TargetValue: 60,
      },
    },
  });
  return [target, policy];
}
