import { z } from 'zod';
import { Refusal, type Answer, type Kept, type Store } from './store.ts';

const commandSchema = z.object({
  properties: z.object({
    configuration: z.looseObject({ ingress: z.looseObject({ external: z.boolean() }).optional() }).optional(),
    template: z.looseObject({
      containers: z.array(z.looseObject({ image: z.string(), command: z.array(z.string()).optional() })),
      scale: z.looseObject({ minReplicas: z.number() }).optional(),
    }),
  }),
});

/** A program whose command or image has `sink` in it never becomes well. */
function sinks({ body }: Kept): boolean {
  const { containers } = commandSchema.parse(body).properties.template;
  return containers.some(({ image, command = [] }) => /\bsink\b/.test(`${image} ${command.join(' ')}`));
}

export function appOf(kept: Kept): unknown {
  const { name, generation } = kept;
  const { configuration, template } = commandSchema.parse(kept.body).properties;
  const { ingress } = configuration ?? {};
  const revision = `${name}--${String(generation).padStart(7, '0')}`;
  return {
    id: kept.id,
    name,
    type: kept.type,
    tags: kept.tags,
    properties: {
      provisioningState: 'Succeeded',
      latestRevisionName: revision,
      ...(sinks(kept) ? {} : { latestReadyRevisionName: revision }),
      configuration: ingress ? { ingress: { ...ingress, fqdn: `${name}.calmsea-1234abcd.westeurope.azurecontainerapps.io` } } : {},
      template,
    },
  };
}

export function revisionOf(kept: Kept): unknown {
  const down = sinks(kept);
  const { minReplicas = 0 } = commandSchema.parse(kept.body).properties.template.scale ?? {};
  return {
    name: `${kept.name}--${kept.generation}`,
    properties: {
      provisioningState: 'Provisioned',
      healthState: down ? 'Unhealthy' : 'Healthy',
      runningState: down ? 'Failed' : minReplicas === 0 ? 'ScaledToZero' : 'Running',
      replicas: down ? 0 : minReplicas,
      ...(down ? { runningStateDetails: 'Container crashing: it ended with exit code 1' } : {}),
    },
  };
}

export function startJob(store: Store, job: Kept): Answer {
  const name = `${job.name}-${store.id()}`;
  const fails = sinks(job);
  store.executions.set(name, { job: job.name, fails, due: store.clock + 3 });
  store.lines.push({ at: new Date().toISOString(), app: job.name, group: name, text: fails ? 'water came in' : 'done' });
  return { status: 200, body: { id: `${job.id}/executions/${name}`, name } };
}

export function executionOf(store: Store, name: string): Answer {
  const found = store.executions.get(name);
  if (!found) throw new Refusal(404, 'JobExecutionNotFound', `There is no execution ${name}`);
  const status = found.due > store.clock ? 'Running' : found.fails ? 'Failed' : 'Succeeded';
  return { status: 200, body: { name, properties: { status } } };
}
