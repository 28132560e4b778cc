import { paginateListTaskDefinitionFamilies } from '@aws-sdk/client-ecs';
import { foundationsStack, servicesStack } from '../names.ts';
import { emptyBucket, removeBucket } from './bucket.ts';
import { asked } from './errors.ts';
import { secretsOf } from './secrets.ts';
import type { Session } from './session.ts';
import { applyStack, deleteStack, settle } from './stacks/apply.ts';
import { parametersOf, physicalIds, templateOf } from './stacks/describe.ts';
import { reducedTo, withoutKeeping } from './stacks/template.ts';
import { forgetFamily } from './tasks/definition.ts';

/**
 * Removes everything of an environment. What is kept stays in its stack, with the network it stands in, so that the next deployment
 * finds it and the next destruction can take it. Gives what is left, for a person.
 */
export async function destroy(session: Session, keep: readonly string[]): Promise<{ left: readonly string[] }> {
  await deleteStack(session, servicesStack(session.context));
  const kept = await destroyFoundations(session, keep);
  await forgetTasks(session);
  const secrets = secretsOf(session);
  if (kept.length === 0) {
    for (const name of await secrets.list()) await secrets.remove(name);
    await removeBucket(session);
    return { left: [] };
  }
  const known = await secrets.list();
  return {
    left: [
      ...(known.length === 0 ? [] : [`secrets ${known.join(', ')}: what is kept may be encrypted with them`]),
      `the stack ${foundationsStack(session.context)} with the network it stands in, and the bucket ${session.bucket}`,
    ],
  };
}

/** Gives the names of what is kept and there. */
async function destroyFoundations(session: Session, keep: readonly string[]): Promise<string[]> {
  const name = foundationsStack(session.context);
  const stack = await settle(session, name);
  if (stack === null) return [];
  const template = stack.StackStatus === 'REVIEW_IN_PROGRESS' ? null : await templateOf(session, name);
  if (template === null) {
    await deleteStack(session, name);
    return [];
  }
  const { resources } = template.Metadata.groundwork;
  const items = keep.flatMap((each) => {
    const native = (resources[each]?.native ?? []).filter((part) => part in template.Resources);
    return native.length === 0 ? [] : [{ name: each, native }];
  });
  const remaining = reducedTo(
    template,
    items.flatMap(({ native }) => native),
  );
  const kept = new Set(items.length === 0 ? [] : Object.keys(remaining.Resources));
  const values = Object.fromEntries(Object.entries(parametersOf(stack)));
  const deleting = withoutKeeping(template, kept);
  if (deleting) await applyStack(session, { stack: name, template: JSON.stringify(deleting), values });
  for (const [logicalId, { id, type }] of await physicalIds(session, name))
    if (type === 'AWS::S3::Bucket' && !kept.has(logicalId) && id !== '') await emptyBucket(session, id);
  if (kept.size === 0) await deleteStack(session, name);
  else await applyStack(session, { stack: name, template: JSON.stringify(remaining), values });
  return items.map((item) => item.name);
}

/** Task definitions that a run which was cut off left behind. */
async function forgetTasks(session: Session): Promise<void> {
  const { ecs } = session.clients;
  await asked('ListTaskDefinitionFamilies', async () => {
    const pages = paginateListTaskDefinitionFamilies({ client: ecs }, { familyPrefix: `${session.prefix}-`, status: 'ACTIVE' });
    for await (const { families = [] } of pages) for (const family of families) await forgetFamily(session, family);
  });
}
