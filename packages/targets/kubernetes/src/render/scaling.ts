import type { DeployedService } from '@groundwork/provision';
import { labelsOf, selectorOf } from '../manifest/labels.ts';
import type { Canvas } from './canvas.ts';

/** As many copies as the load asks for, and one at a time when nodes are emptied. */
export function drawScaling(canvas: Canvas, item: string, { id, service, replicas }: DeployedService): string[] {
  const { deployment } = canvas;
  const native: string[] = [];
  const metadata = { name: id, labels: labelsOf(deployment, id, service.kind) };
  if (replicas.max > replicas.min)
    native.push(
      canvas.add(
        item,
        {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          metadata,
          spec: {
            maxReplicas: replicas.max,
            metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 70, type: 'Utilization' } }, type: 'Resource' }],
            // None at all is no number of an autoscaler by default.
            minReplicas: Math.max(1, replicas.min),
            scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: id },
          },
        },
        { step: 'release', why: ['as many copies as 70 % of the requested processor asks for'] },
      ),
    );
  if (replicas.max > 1)
    native.push(
      canvas.add(
        item,
        {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata,
          spec: { maxUnavailable: 1, selector: { matchLabels: selectorOf(deployment, id) }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
        },
        { step: 'release', why: ['nodes are emptied one copy at a time'] },
      ),
    );
  return native;
}
