import { GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { ListHostedZonesByNameCommand } from '@aws-sdk/client-route-53';
import { deployFailed, releaseFailed, type Engine, type Rendered, type TargetContext } from '@groundwork/provision';
import { foundationsStack, repositoryName, servicesStack } from '../names.ts';
import { files } from '../render/files.ts';
import { logGroupOf } from '../services/logs.ts';
import { buildsOf } from './builds.ts';
import { destroy } from './destroy.ts';
import { drift } from './drift.ts';
import { asked } from './errors.ts';
import { withLock } from './lock.ts';
import { imagesOf, migrate, release, rollBack, runJob } from './release.ts';
import { secretsOf } from './secrets.ts';
import { openSession, type Session } from './session.ts';
import { applyStack, settle } from './stacks/apply.ts';
import { describeStack, outputsOf, templateOf } from './stacks/describe.ts';
import { previewStack } from './stacks/preview.ts';
import { parseTemplate, withRemainder } from './stacks/template.ts';
import { status } from './status.ts';
import { readLogs } from './tasks/logs.ts';

/** Opens the door to an environment on AWS. Throws `target.*`. */
export async function openEngine(context: TargetContext): Promise<Engine> {
  const session = await openSession(context);
  const { account, region, clients } = session;
  const foundations = foundationsStack(context);
  const services = servicesStack(context);
  return {
    where: `AWS ${account} ${region}`,
    lock: (action) => withLock(session, action),
    preview: async (rendered) => {
      const template = rendered.files[files.foundations] ?? '{}';
      const below = await previewStack(session, { stack: foundations, template, values: await zoneFor(session, template) });
      const above = rendered.files[files.services] ?? '{}';
      const nothing = Object.keys(parseTemplate(above).Resources).length === 0;
      const values = { ...outputsOf(below.stack), ...imagesOf(rendered) };
      const on = nothing
        ? { stack: null, changes: [], unknown: [] }
        : await previewStack(session, { stack: services, template: above, values });
      return {
        fresh: below.stack === null && on.stack === null,
        changes: [...below.changes, ...on.changes],
        unknown: [...below.unknown, ...on.unknown],
      };
    },
    secrets: secretsOf(session),
    prepare: async (rendered: Rendered) => {
      const template = rendered.files[files.foundations] ?? '{}';
      const stack = await settle(session, foundations);
      const earlier = stack === null || stack.StackStatus === 'REVIEW_IN_PROGRESS' ? null : await templateOf(session, foundations);
      const both = earlier === null ? null : withRemainder(parseTemplate(template), earlier);
      const text = both === null ? template : JSON.stringify(both);
      await applyStack(session, { stack: foundations, template: text, values: await zoneFor(session, template) });
    },
    registry: async () => {
      const { authorizationData: [data] = [] } = await asked('ECR', () => clients.ecr.send(new GetAuthorizationTokenCommand({})));
      const [user = 'AWS', password = ''] = Buffer.from(data?.authorizationToken ?? '', 'base64')
        .toString()
        .split(':');
      return {
        reference: (image) => `${account}.dkr.ecr.${region}.amazonaws.com/${repositoryName(context, image)}`,
        login: { user, password },
        insecure: false,
      };
    },
    builds: buildsOf(session),
    migrate: (rendered, deployment) => migrate(session, rendered, deployment),
    release: async (rendered) => {
      await release(session, rendered);
      // What only the release of before used goes now that nothing uses it.
      const template = rendered.files[files.foundations] ?? '{}';
      const earlier = await templateOf(session, foundations);
      if (earlier !== null && withRemainder(parseTemplate(template), earlier) !== null)
        await applyStack(session, { stack: foundations, template, values: await zoneFor(session, template) });
    },
    rollBack: () => rollBack(session),
    destroy: ({ keep }) => destroy(session, keep),
    drift: () => drift(session),
    status: () => status(session),
    logs: async function* logs({ service, follow, lines }) {
      const stack = await describeStack(session, services);
      const template = stack === null ? null : await templateOf(session, services);
      const known = Object.entries(template?.Metadata.groundwork.services ?? {}).filter(([name]) => service === null || name === service);
      const sources = known.map(([name, { id, logGroup }]) => ({ service: name, logGroup: logGroup ?? logGroupOf(id, session.prefix) }));
      yield* readLogs(session, { sources, lines, follow });
    },
    run: async (job, rendered, deployment) => {
      const { exit, reason } = await runJob(session, job, rendered, deployment);
      if (exit !== null) return exit;
      throw releaseFailed(`${job.service} never started: ${reason ?? 'AWS does not say why'}`, 'Mend what it says, then run it again', {
        where: `task of ${job.service}`,
      });
    },
  };
}

/** The zone that the names of an environment belong to, where it has some. */
async function zoneFor({ clients, context }: Session, template: string): Promise<Record<string, string>> {
  const [host] = parseTemplate(template).Metadata.groundwork.hosts;
  if (host === undefined) return {};
  const labels = host.split('.');
  for (let at = 0; at < labels.length - 1; at++) {
    const DNSName = labels.slice(at).join('.');
    const { HostedZones = [] } = await asked('Route 53', () =>
      clients.route53.send(new ListHostedZonesByNameCommand({ DNSName, MaxItems: 1 })),
    );
    const zone = HostedZones.find(({ Name, Config }) => Name === `${DNSName}.` && Config?.PrivateZone !== true);
    if (zone?.Id !== undefined) return { HostedZoneId: zone.Id.replace('/hostedzone/', '') };
  }
  throw deployFailed(
    `This account has no public hosted zone that ${host} belongs to`,
    `Make one with \`aws route53 create-hosted-zone\`, or leave \`domain\` of ${context.environment} out`,
    { where: 'Route 53' },
  );
}
