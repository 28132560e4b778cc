import type { Blueprint, Decisions, Resource, Service } from '@groundwork/blueprint';
import { languageReaders } from '../languages/index.ts';
import type { Component, ServiceDraft } from '../languages/language.ts';
import { isUnder } from '../repository/paths.ts';
import type { Repository } from '../repository/repository.ts';
import { decide } from './decide.ts';
import { environmentOf } from './environment.ts';
import { examplesIn } from './examples.ts';
import { questionsOf } from './questions.ts';
import { best, resourcesOf } from './resources.ts';
import { needsOf, type ComponentNeeds } from './service-needs.ts';

/** Facts to blueprint, in the words of the design: components, services, then what they need and how they are told. */
export function assemble(repository: Repository, decisions: Decisions, notes: Blueprint['notes']): Blueprint {
  const components = languageReaders.flatMap((reader) => reader.components(repository).map((component) => ({ reader, component })));
  const drafts = notHandedOut(components.flatMap(({ reader, component }) => reader.services(component, repository)));
  const running = [...new Set(drafts.map((draft) => draft.component))];
  const all = components.map(({ component }) => component);
  const examples = examplesIn(repository);
  const entriesOf = (component: Component): string[] =>
    drafts.filter((draft) => draft.component === component).flatMap((draft) => draft.entries);
  const needs = new Map(
    running.map((component): [Component, ComponentNeeds] => [
      component,
      needsOf(component, all, repository, examples.of, entriesOf(component)),
    ]),
  );
  const resources = resourcesOf([...needs.values()], []);
  const services = drafts.map((draft) => serviceOf(draft, needs.get(draft.component), resources, repository));
  return decide(
    {
      version: 1,
      name: repository.name,
      services: inOrder(services),
      resources,
      questions: questionsOf(services, resources),
      notes: [...notes],
    },
    decisions,
  );
}

/** A browser application that the build of another service takes in is served by that one. */
function notHandedOut(drafts: readonly ServiceDraft[]): ServiceDraft[] {
  const takenIn = (draft: ServiceDraft): boolean =>
    drafts.some((other) => other.language !== draft.language && other.component.includes.includes(draft.path));
  return drafts.filter((draft) => draft.kind !== 'static' || !takenIn(draft));
}

function serviceOf(
  draft: ServiceDraft,
  needs: ComponentNeeds | undefined,
  resources: readonly Resource[],
  repository: Repository,
): Service {
  const { component } = draft;
  const declared = [...repository.declarations.values()].flatMap((each) =>
    each.format === 'dotenv' && isUnder(each.file, component.path) ? each.variables : [],
  );
  const env = needs ? environmentOf(needs, resources, declared, new Map()) : [];
  return {
    name: draft.name,
    path: draft.path,
    kind: draft.kind,
    language: draft.language,
    framework: draft.framework,
    runtime: { ...component.runtime },
    install: [...component.install],
    build: [...draft.build],
    release: [...draft.release],
    start: draft.start,
    port: draft.port,
    health: draft.health,
    schedule: draft.schedule,
    gpu: draft.gpu,
    systemPackages: [...new Set(draft.systemPackages)].sort(),
    env,
    uses: needs ? usesOf(needs, resources) : [],
    volumes: [],
    evidence: best(draft.evidence),
  };
}

function usesOf(needs: ComponentNeeds, resources: readonly Resource[]): Service['uses'] {
  return resources.flatMap((resource) => {
    const reaches = (type: string): boolean => type === resource.type || (type === 'pgvector' && resource.type === 'postgres');
    const evidence = [
      ...needs.connections.filter(({ type }) => reaches(type)).map(({ connection }) => connection.evidence),
      ...needs.alone.filter(({ type }) => reaches(type)).map((each) => each.evidence),
    ];
    return evidence.length ? [{ resource: resource.name, access: ['read', 'write'], evidence: best(evidence) }] : [];
  });
}

const inOrder = (services: readonly Service[]): Service[] => services.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
