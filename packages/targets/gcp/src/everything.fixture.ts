import { resourceDefinitions, resourceTypes, type Blueprint, type Property, type ResourceType } from '@groundwork/blueprint';
import { harbour, resource, service } from './harbour.fixture.ts';

/** What a type's evidence says where it decides what is made. */
const why: Partial<Record<ResourceType, string>> = { object_storage: 'google.cloud.storage', llm_api: 'vertexai.init' };

const properties = (type: ResourceType): readonly Property[] => resourceDefinitions[type].properties;

const resources = resourceTypes.map((type) =>
  resource(`every-${type.replaceAll('_', '-')}`, {
    type,
    evidence: [{ file: 'every.py', line: 1, why: why[type] ?? type, confidence: 1 }],
  }),
);

const operations: Partial<Record<ResourceType, readonly string[]>> = {
  object_storage: ['list', 'put', 'presign-get'],
  pubsub: ['publish', 'receive', 'create'],
};

/** The harbour with one of every type of resource, all of them told to and used by one worker. */
export const everything: Blueprint = {
  ...harbour,
  resources: [...harbour.resources, ...resources],
  services: [
    ...harbour.services,
    service('every', {
      kind: 'worker',
      volumes: [{ path: 'media', evidence: [] }],
      uses: resources.map(({ name, type }) => ({
        resource: name,
        access: ['read', 'write', 'admin'],
        operations: (operations[type] ?? []).map((operation) => ({ name: operation, access: 'read', call: operation, evidence: [] })),
        evidence: [],
      })),
      env: resources.flatMap(({ name, type }) =>
        properties(type).map((property) => ({
          name: `${type}_${property}`.toUpperCase(),
          required: true,
          secret: false,
          default: null,
          source: 'binding' as const,
          binding: { resource: name, property, form: null },
          evidence: [],
        })),
      ),
    }),
  ],
};
