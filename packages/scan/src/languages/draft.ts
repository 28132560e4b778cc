import type { Component, ServiceDraft } from './language.ts';

/** What a service has to say; the rest is as most services leave it. */
export type DraftFields = Partial<ServiceDraft> & Pick<ServiceDraft, 'name' | 'kind' | 'evidence'>;

/** A service of a component, in its folder and language. */
export function serviceDraft(component: Component, fields: DraftFields): ServiceDraft {
  return {
    path: component.path,
    language: component.language,
    framework: null,
    component,
    build: [],
    release: [],
    start: null,
    port: null,
    health: null,
    schedule: null,
    gpu: 'none',
    systemPackages: [],
    entries: [],
    ...fields,
  };
}
