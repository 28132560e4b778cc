import { GroundworkError } from '@groundwork/host';
import type { Drift, Drifted, NativeChange, Preview, Rendered } from '@groundwork/provision';
import { foundationsFile, servicesFile } from '../render/render.ts';
import { checkGroup, readGroup } from './group.ts';
import { deploymentNames, stackNames, type Place } from './place.ts';
import { managedBy, readStack, templateOfStack } from './stacks.ts';
import { readTemplate, type WholeTemplate } from './template.ts';
import { keptSecrets } from './vault.ts';
import { whatIf, type WhatIf } from './what-if.ts';

/** What Azure itself says would happen. Changes nothing. */
export async function previewOf(place: Place, { files, items }: Rendered): Promise<Preview> {
  const group = await readGroup(place);
  checkGroup(place, group);
  const foundations = group ? await readStack(place, stackNames.foundations) : null;
  if (!foundations) return { fresh: true, changes: items.flatMap(({ native }) => native.map(created)), unknown: [] };
  const services = await readStack(place, stackNames.services);
  const kept = new Set((await keptSecrets(place)).map(({ name }) => name));
  const unknown: string[] = [];
  const changes = new Map<string, NativeChange>();
  const templates = [readTemplate(files[foundationsFile] ?? ''), readTemplate(files[servicesFile] ?? '')];
  for (const template of templates) {
    for (const each of await asked(template)) {
      if (each.change === 'unknown') unknown.push(`Azure does not say what would change of ${each.native}`);
      changes.set(each.native, changeOf(each));
    }
  }
  const wanted = new Set(items.flatMap(({ native }) => native));
  for (const native of [...managedBy(foundations, place.suffix), ...managedBy(services, place.suffix)])
    if (!isRole(native) && !wanted.has(native)) changes.set(native, { native, action: 'delete', differences: [] });
  // What Azure could not say anything of is there when a stack has it.
  const there = new Set([...managedBy(foundations, place.suffix), ...managedBy(services, place.suffix)]);
  for (const native of wanted)
    if (!changes.has(native))
      changes.set(native, there.has(native) || isRole(native) ? { native, action: 'none', differences: [] } : created(native));
  return { fresh: false, changes: [...changes.values()], unknown };

  async function asked(template: WholeTemplate): Promise<WhatIf[]> {
    const missing = new Set(
      Object.values(template.parameters).flatMap(({ metadata }) =>
        metadata.secret && !kept.has(metadata.secret) ? [metadata.secret] : [],
      ),
    );
    try {
      return await whatIf(place, deploymentNames.foundations, template, missing);
    } catch (cause) {
      // Services that name a server which is only going to be made cannot be looked at before it is.
      if (!(cause instanceof GroundworkError) || cause.code !== 'deploy.failed') throw cause;
      unknown.push(`Azure could not look ahead: ${cause.message}`);
      return [];
    }
  }
}

/** Azure's ids of roles are hashes, which the list of a stack shows without their meaning. */
const isRole = (native: string): boolean => native.startsWith('Microsoft.Authorization/');

const created = (native: string): NativeChange => ({ native, action: 'create', differences: [] });

const changeOf = ({ native, change, differences }: WhatIf): NativeChange => ({
  native,
  action: change === 'create' ? 'create' : change === 'modify' ? 'update' : 'none',
  differences,
});

/** What is not as its stack made it: the templates of before, held against what is there now. */
export async function driftOf(place: Place): Promise<Drift> {
  const drifted: Drifted[] = [];
  const unchecked: string[] = [];
  for (const name of [stackNames.foundations, stackNames.services]) {
    const template = await templateOfStack(place, name);
    if (!template) continue;
    for (const { native, change, differences } of await whatIf(place, deploymentNames.foundations, template, new Set())) {
      if (change === 'create') drifted.push({ native, drift: 'deleted', differences: [] });
      else if (change === 'modify') drifted.push({ native, drift: 'changed', differences });
      else if (change === 'unknown') unchecked.push(native);
    }
  }
  return { drifted, unchecked };
}
