import type { Blueprint, Decisions } from '@groundwork/blueprint';
import { languageReaders } from '../languages/index.ts';
import type { Repository } from '../repository/repository.ts';

/** Facts to blueprint, in the words of the design: components, services, then what they need and how they are told. */
export function assemble(repository: Repository, decisions: Decisions, notes: Blueprint['notes']): Blueprint {
  const components = languageReaders.flatMap((reader) => reader.components(repository).map((component) => ({ reader, component })));
  const drafts = components.flatMap(({ reader, component }) => reader.services(component, repository));
  const services = drafts.map((draft) => ({
    name: draft.name,
    path: draft.path,
    kind: draft.kind,
    language: draft.language,
    framework: draft.framework,
    runtime: { ...draft.component.runtime },
    install: [...draft.component.install],
    build: [...draft.build],
    release: [...draft.release],
    start: draft.start,
    port: draft.port,
    health: draft.health,
    schedule: draft.schedule,
    gpu: draft.gpu,
    systemPackages: [...draft.systemPackages],
    env: [],
    uses: [],
    volumes: [],
    evidence: [...draft.evidence],
  }));
  return { version: 1, name: decisions.name ?? repository.name, services, resources: [], questions: [], notes };
}
