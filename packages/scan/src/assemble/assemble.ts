import { posix } from 'node:path';
import type { Binding, Blueprint, Decisions, Service } from '@groundwork/blueprint';
import { languageReaders } from '../languages/index.ts';
import type { Component, ServiceDraft } from '../languages/language.ts';
import type { Repository } from '../repository/repository.ts';
import { databaseIn, decide } from './decide.ts';
import type { Declared } from './declared/apply.ts';
import { declaredBindings } from './declared/bindings.ts';
import { joinDeclared } from './declared/declared.ts';
import { declaredNeeds } from './declared/resources.ts';
import { targetsIn, type Targets } from './declared/targets.ts';
import { bindingOfValue } from './declared/values.ts';
import { deploymentOf, type Deployment } from './declared/units.ts';
import { variablesOf } from './declared/variables.ts';
import { volumesOf } from './declared/volumes.ts';
import { environmentOf } from './environment.ts';
import { examplesIn } from './examples.ts';
import { ownedBy } from './owned.ts';
import { questionsOf } from './questions.ts';
import type { ServiceReading } from './reading.ts';
import { best, resourcesOf } from './resources.ts';
import { operationsIn, usesOf, type Done } from './uses.ts';
import { needsOf, type ComponentNeeds } from './service-needs.ts';

/** A blueprint, and from what each of its services was made, by name. */
export interface Assembled {
  readonly blueprint: Blueprint;
  readonly services: ReadonlyMap<string, ServiceReading>;
}

export interface AssembleOptions {
  readonly notes: Blueprint['notes'];
  /** Follow what is done with each resource. */
  readonly operations: boolean;
}

/** Facts to blueprint, in the words of the design: components, services, then what they need and how they are told. */
export function assemble(repository: Repository, decisions: Decisions, { notes, operations }: AssembleOptions): Assembled {
  const components = languageReaders.flatMap((reader) => reader.components(repository).map((component) => ({ reader, component })));
  const all = components.map(({ component }) => component);
  const deployment = deploymentOf(repository);
  const inferred = notHandedOut(components.flatMap(({ reader, component }) => reader.services(component, repository)));
  const joined = joinDeclared(deployment, inferred, all, repository);
  const running = [...new Set(joined.map(({ draft }) => draft.component))];
  const examples = examplesIn(deployment);
  const entriesOf = (component: Component): string[] =>
    joined.filter(({ draft }) => draft.component === component).flatMap(({ draft }) => draft.entries);
  const database = databaseIn(decisions);
  const isCalledByCloud = (component: Component): boolean => {
    const kinds = joined.filter(({ draft }) => draft.component === component).map(({ draft }) => draft.kind);
    return kinds.includes('function') && kinds.every((kind) => /^(function|worker|cron)$/.test(kind));
  };
  const needs = new Map(
    running.map((component): [Component, ComponentNeeds] => [
      component,
      needsOf(component, all, repository, examples.of, entriesOf(component), database, isCalledByCloud(component)),
    ]),
  );
  const resources = resourcesOf([...needs.values()], declaredNeeds(deployment, joined));
  const targets = targetsIn(deployment, joined, resources);
  const done = new Map(
    (operations ? [...needs] : []).map(([component, each]) => [
      component,
      operationsIn(each, resources, repository, ownedBy(component, all, repository, entriesOf(component))),
    ]),
  );
  const services = inOrder(joined).map((each) => ({
    draft: each.draft,
    service: serviceOf(each, needs.get(each.draft.component), done.get(each.draft.component), deployment, targets),
  }));
  const blueprint: Blueprint = {
    version: 1,
    name: repository.name,
    services: services.map(({ service }) => service),
    resources,
    questions: questionsOf(services, [...needs.values()], resources),
    notes: [...notes],
  };
  const readings = services.map(({ draft }): [string, ServiceReading] => [
    draft.name,
    {
      draft,
      owns: ownedBy(draft.component, all, repository, entriesOf(draft.component)),
      variables: needs.get(draft.component)?.variables ?? new Map(),
      connections: needs.get(draft.component)?.connections ?? [],
    },
  ]);
  return { blueprint: decide(blueprint, decisions), services: new Map(readings) };
}

/** A browser application that the build of another service takes in is served by that one. */
function notHandedOut(drafts: readonly ServiceDraft[]): ServiceDraft[] {
  const takenIn = (draft: ServiceDraft): boolean =>
    drafts.some((other) => other.language !== draft.language && other.component.includes.includes(draft.path));
  return drafts.filter((draft) => draft.kind !== 'static' || !takenIn(draft));
}

/** A script that runs in its own folder is installed for where the manifest is. */
function installIn({ path, component }: ServiceDraft): string[] {
  if (path === component.path || component.install.length === 0) return [...component.install];
  const from = posix.relative(path, component.path) || '.';
  const folder = /^[\w./-]+$/.test(from) ? from : `'${from.replaceAll("'", "'\\''")}'`;
  return component.install.map((command) => `cd ${folder} && ${command}`);
}

function serviceOf(
  declared: Declared,
  needs: ComponentNeeds | undefined,
  done: Done | undefined,
  deployment: Deployment,
  targets: Targets,
): Service {
  const { draft, units, runtime } = declared;
  const { component } = draft;
  const { resources } = targets;
  const listed = variablesOf(declared, deployment);
  const bindings = declaredBindings(
    draft.name,
    listed.map(({ variable }) => variable),
    deployment,
    targets,
  );
  const serviceAt = (variable: string, address: string): Binding | null => {
    const found = bindingOfValue(variable, address, draft.name, targets);
    return found && 'service' in found ? found : null;
  };
  const env = needs ? environmentOf(needs, resources, listed, bindings, serviceAt) : [];
  return {
    name: draft.name,
    path: draft.path,
    kind: draft.kind,
    language: draft.language,
    framework: draft.framework,
    runtime: { ...component.runtime, version: runtime },
    install: installIn(draft),
    build: [...draft.build],
    release: [...draft.release],
    start: draft.start,
    port: draft.port,
    health: draft.health,
    schedule: draft.schedule,
    gpu: draft.gpu,
    systemPackages: [...new Set(draft.systemPackages)].sort(),
    env,
    uses: usesOf(draft, needs, done, env, resources),
    volumes: volumesOf(units),
    evidence: best(draft.evidence),
  };
}

const inOrder = (all: readonly Declared[]): Declared[] =>
  all.toSorted(({ draft: a }, { draft: b }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
