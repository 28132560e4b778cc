import type { Component, ServiceDraft } from '../../languages/language.ts';
import type { Repository } from '../../repository/repository.ts';
import { draftOf } from './add.ts';
import { onlyPrepares, runtimeOf, withUnits, type Declared } from './apply.ts';
import { matchUnits } from './match.ts';
import type { Deployment, Unit } from './units.ts';

/** Joins what manifests declare to what the code showed: matched by folder, command and name, and added where it did not show. */
export function joinDeclared(
  deployment: Deployment,
  drafts: readonly ServiceDraft[],
  components: readonly Component[],
  repository: Repository,
): Declared[] {
  const known = [...drafts];
  const units = new Map<ServiceDraft, Unit[]>(drafts.map((draft) => [draft, []]));
  const unmatched: Unit[] = [];
  for (const group of byFile(deployment.units)) {
    const matched = matchUnits(group, known, repository.name);
    for (const unit of group) {
      const draft = matched.get(unit);
      if (draft) {
        units.get(draft)?.push(unit);
        continue;
      }
      if (onlyPrepares(unit)) continue;
      const added = draftOf(unit, components, known, repository);
      if (!added) {
        unmatched.push(unit);
        continue;
      }
      known.push(added);
      units.set(added, [unit]);
    }
  }
  // A louder manifest may name only an image; what that is, a quieter one showed.
  const added = known.filter((draft) => !drafts.includes(draft));
  for (const group of byFile(unmatched))
    for (const [unit, draft] of matchUnits(group, added, repository.name))
      if (unit.service.name === draft.name) units.get(draft)?.push(unit);
  for (const own of units.values()) own.sort((a, b) => deployment.units.indexOf(a) - deployment.units.indexOf(b));
  const joined = known.map((draft) => {
    const own = units.get(draft) ?? [];
    return { draft: withUnits(draft, own, repository), units: own, runtime: runtimeOf(draft, own) };
  });
  return unlike(joined);
}

/** Units of one file together, files in their order; functions that answer requests are one service. */
function byFile(units: readonly Unit[]): Unit[][] {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    const group = groups.get(unit.declaration.file);
    if (group) group.push(unit);
    else groups.set(unit.declaration.file, [unit]);
  }
  return [...groups.values()].map(functionsTogether);
}

function functionsTogether(group: Unit[]): Unit[] {
  const answering = group.filter(({ service }) => service.kind === 'function' && service.entries.length > 0);
  const [first] = answering;
  if (!first || answering.length < 2) return group;
  const variables = new Map(answering.flatMap(({ service }) => service.variables.map((variable) => [variable.name, variable] as const)));
  const together: Unit = {
    ...first,
    service: {
      ...first.service,
      name: 'api',
      entries: [...new Set(answering.flatMap(({ service }) => service.entries))],
      variables: [...variables.values()],
    },
  };
  return [together, ...group.filter((unit) => !answering.includes(unit))];
}

/** No two services of one name. */
function unlike(all: readonly Declared[]): Declared[] {
  const taken = new Set<string>();
  return all.map((each) => {
    let name = each.draft.name;
    for (let count = 2; taken.has(name); count++) name = `${each.draft.name}-${count}`;
    taken.add(name);
    return name === each.draft.name ? each : { ...each, draft: { ...each.draft, name } };
  });
}
