import { releaseFailed, type CloudJob, type Deployment, type LogLine, type Rendered } from '@groundwork/provision';
import { foundationsStack, servicesStack } from '../names.ts';
import { files } from '../render/files.ts';
import { groupOf } from '../resources/door.ts';
import { logGroupOf } from '../services/logs.ts';
import { whyNotWell } from './explain.ts';
import type { Session } from './session.ts';
import { applyStack, deleteStack, settle } from './stacks/apply.ts';
import { describeStack, outputsOf, parametersOf } from './stacks/describe.ts';
import { parseTemplate, type DeployedTemplate } from './stacks/template.ts';
import { forgetTask, registerTask } from './tasks/definition.ts';
import { runTask, type TaskEnd } from './tasks/run.ts';
import { z } from 'zod';

const imagesSchema = z.record(z.string(), z.string());

/** Values for the services' stack: what the foundations put out, and what was built. */
async function valuesFor(session: Session, rendered: Rendered): Promise<Record<string, string>> {
  const outputs = outputsOf(await describeStack(session, foundationsStack(session.context)));
  const before = parametersOf(await describeStack(session, servicesStack(session.context)));
  return { ...before, ...outputs, ...imagesOf(rendered) };
}

export const imagesOf = ({ files: all }: Rendered): Readonly<Record<string, string>> =>
  imagesSchema.parse(JSON.parse(all[files.images] ?? '{}'));

/** The release commands of services, one after the other, each to its end. */
export async function migrate(session: Session, rendered: Rendered, deployment: Deployment): Promise<void> {
  const template = parseTemplate(rendered.files[files.services] ?? '{}');
  const values = await valuesFor(session, rendered);
  for (const { name, id, release } of deployment.services) {
    if (release.length === 0) continue;
    const said: string[] = [];
    const { exit, reason } = await runOnce(session, template, values, {
      service: name,
      id,
      kind: 'ReleaseTask',
      command: null,
      onLine: ({ text }) => {
        said.push(text);
        session.context.host.notify({ type: 'output', task: 'migrate', stream: 'stdout', text: `${text}\n` });
      },
    });
    if (exit === 0) continue;
    const words = said.length === 0 ? (reason ?? 'it said nothing') : said.slice(-10).join('\n');
    throw releaseFailed(
      `${release.join(' && ')} of ${name} ended with ${exit ?? 'no code, since it never started'}: ${words}`,
      'Mend what it says; the release of before still runs',
      { where: `task ${session.prefix}-${id}-release` },
    );
  }
}

/** Converges the services and waits until they are well. */
export async function release(session: Session, rendered: Rendered): Promise<void> {
  const template = rendered.files[files.services] ?? '{}';
  const stack = servicesStack(session.context);
  if (Object.keys(parseTemplate(template).Resources).length === 0) return deleteStack(session, stack);
  await applyStack(session, {
    stack,
    template,
    values: await valuesFor(session, rendered),
    explain: whyNotWell(session, parseTemplate(template)),
  });
}

/** CloudFormation brings back what was before by itself; a first release that was never well is removed. */
export async function rollBack(session: Session): Promise<string> {
  const name = servicesStack(session.context);
  const stack = await settle(session, name);
  if (stack === null) return 'Nothing of the release is left';
  if (stack.StackStatus === 'REVIEW_IN_PROGRESS') {
    await deleteStack(session, name);
    return 'Nothing of the release is left';
  }
  return `The release of before runs (stack ${name}: ${stack.StackStatus})`;
}

/** Runs one service's program as a job, with the images that run now or were just built. Gives its exit code. */
export async function runJob(session: Session, job: CloudJob, rendered: Rendered, deployment: Deployment): Promise<TaskEnd> {
  const template = parseTemplate(rendered.files[files.services] ?? '{}');
  const { id } = deployment.services.find(({ name }) => name === job.service) ?? { id: job.service };
  const { service, command, onLine } = job;
  return runOnce(session, template, await valuesFor(session, rendered), {
    service,
    id,
    kind: 'Task',
    command,
    onLine: (line) => {
      onLine(line);
    },
  });
}

interface Once {
  readonly service: string;
  readonly id: string;
  readonly kind: 'Task' | 'ReleaseTask';
  readonly command: string | null;
  onLine(line: LogLine): void;
}

async function runOnce(
  session: Session,
  template: DeployedTemplate,
  values: Readonly<Record<string, string>>,
  once: Once,
): Promise<TaskEnd> {
  const about = template.Metadata.groundwork.services[once.service];
  const logical = about?.logical ?? '';
  const capacity = about?.capacity === undefined ? null : (values[about.capacity] ?? null);
  const taskDefinition = await registerTask(session, { template, logicalId: `${logical}${once.kind}`, values });
  try {
    return await runTask(session, {
      service: once.service,
      taskDefinition,
      cluster: values['ClusterName'] ?? session.prefix,
      capacity,
      subnets: [1, 2].flatMap((zone) => values[`${capacity === null ? 'Public' : 'Gateway'}Subnet${zone}Id`] ?? []),
      group: values[`${groupOf(once.id)}Id`] ?? '',
      logGroup: logGroupOf(once.id, session.prefix),
      command: once.command,
      onLine: (line) => {
        once.onLine(line);
      },
    });
  } finally {
    await forgetTask(session, taskDefinition);
  }
}
