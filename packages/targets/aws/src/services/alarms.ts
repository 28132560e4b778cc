import type { DeployedService } from '@groundwork/provision';
import { attribute } from '../cloudformation/value.ts';
import { logical } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';

/** Tells in CloudWatch that a service has no copy that is well, for three minutes. */
export function drawAlarm({ id, name }: DeployedService, canvas: Canvas): string {
  const upper = logical(id);
  return canvas.services.add(`${upper}Alarm`, {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: `No copy of ${name} is well`,
      ComparisonOperator: 'LessThanThreshold',
      Dimensions: [
        { Name: 'TargetGroup', Value: attribute(`${upper}Targets`, 'TargetGroupFullName') },
        { Name: 'LoadBalancer', Value: canvas.across('LoadBalancerFullName', attribute('LoadBalancer', 'LoadBalancerFullName')) },
      ],
      EvaluationPeriods: 3,
      MetricName: 'HealthyHostCount',
      Namespace: 'AWS/ApplicationELB',
      Period: 60,
      Statistic: 'Maximum',
      Tags: tagsOf(canvas.deployment),
      Threshold: 1,
      TreatMissingData: 'breaching',
    },
  });
}
