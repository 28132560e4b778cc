import type { DeployedService } from '@groundwork/provision';
import { ref } from '../../cloudformation/value.ts';
import { logical } from '../../names.ts';
import type { Canvas } from '../../render/canvas.ts';
import { endpointName } from './names.ts';

/** The only variant of an endpoint. */
export const variant = 'main';

/** As many instances as keep the requests each has in its hands at five, however long one takes. */
export function drawEndpointScaling(deployed: DeployedService, canvas: Canvas): string[] {
  const upper = logical(deployed.id);
  const { min, max } = deployed.replicas;
  const target = canvas.services.add(`${upper}Scaling`, {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    DependsOn: [`${upper}Endpoint`],
    Properties: {
      MaxCapacity: max,
      MinCapacity: Math.max(1, min),
      ResourceId: `endpoint/${endpointName(deployed, canvas.deployment)}/variant/${variant}`,
      ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
      ServiceNamespace: 'sagemaker',
    },
  });
  const policy = canvas.services.add(`${upper}ScalingPolicy`, {
    Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    Properties: {
      PolicyName: 'requests',
      PolicyType: 'TargetTrackingScaling',
      ScalingTargetId: ref(target),
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerVariantConcurrentRequestsPerModelHighResolution' },
        ScaleInCooldown: 300,
        ScaleOutCooldown: 60,
        TargetValue: 5,
      },
    },
  });
  return [target, policy];
}
