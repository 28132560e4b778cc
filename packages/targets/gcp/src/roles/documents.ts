import type { Access as Kind } from '@groundwork/blueprint';
import type { DeployedResource, DeployedService, Deployment, Grant } from '@groundwork/provision';
import type { Access } from '../render/context.ts';
import { labelOf, resource as block, type Block } from '../terraform/block.ts';
import { expression, type Value } from '../terraform/value.ts';
import { memberOf, neededFor, roleFor, type Needed, type Predefined } from './permissions.ts';

/** What calls on documents, tables or models need. */
export interface Words {
  readonly byOperation: Readonly<Record<string, readonly string[]>>;
  readonly byAccess: Readonly<Record<Kind, readonly string[]>>;
  readonly predefined: readonly Predefined[];
}

const reading = ['datastore.entities.get', 'datastore.entities.list'];

/** https://cloud.google.com/firestore/docs/security/iam */
export const firestoreWords: Words = {
  byOperation: {
    get: ['datastore.entities.get'],
    'batch-get': ['datastore.entities.get'],
    query: reading,
    scan: reading,
    put: ['datastore.entities.allocateIds', 'datastore.entities.create', 'datastore.entities.update'],
    update: ['datastore.entities.get', 'datastore.entities.update'],
    delete: ['datastore.entities.delete'],
    'batch-write': [
      'datastore.entities.allocateIds',
      'datastore.entities.create',
      'datastore.entities.delete',
      'datastore.entities.update',
    ],
    transact: [
      ...reading,
      'datastore.entities.allocateIds',
      'datastore.entities.create',
      'datastore.entities.delete',
      'datastore.entities.update',
    ],
    describe: ['datastore.databases.getMetadata'],
  },
  byAccess: {
    read: reading,
    write: ['datastore.entities.allocateIds', 'datastore.entities.create', 'datastore.entities.delete', 'datastore.entities.update'],
    admin: ['datastore.databases.getMetadata'],
  },
  predefined: [],
};

/** https://cloud.google.com/spanner/docs/iam */
const spannerRead = [
  'spanner.databases.beginReadOnlyTransaction',
  'spanner.databases.select',
  'spanner.sessions.create',
  'spanner.sessions.delete',
  'spanner.sessions.get',
];
const spannerWrite = [...spannerRead, 'spanner.databases.beginOrRollbackReadWriteTransaction', 'spanner.databases.write'];
export const spannerWords: Words = {
  byOperation: {},
  byAccess: { read: spannerRead, write: spannerWrite, admin: ['spanner.databases.getDdl', 'spanner.databases.updateDdl'] },
  predefined: [],
};

/** https://cloud.google.com/vertex-ai/docs/general/iam-permissions */
export const vertexWords: Words = {
  byOperation: {
    invoke: ['aiplatform.endpoints.predict'],
    'invoke-stream': ['aiplatform.endpoints.predict'],
    list: ['aiplatform.models.list', 'aiplatform.publishers.get'],
  },
  byAccess: { read: ['aiplatform.endpoints.predict'], write: ['aiplatform.endpoints.predict'], admin: [] },
  predefined: [],
};

interface Holder {
  readonly deployment: Deployment;
  readonly resource: DeployedResource;
  readonly words: Words;
  /** The member of a policy: of the thing itself where it has one, else of the project, with a condition. */
  readonly bind: (label: string, role: Value, member: Value) => Block;
}

/** A role with what the calls need, on what they are made to. */
export function accessBy({ deployment, resource, words, bind }: Holder): (service: DeployedService, grant: Grant) => Access {
  return (service, grant) => {
    const fallback: Needed[] = [...new Set(grant.access.flatMap((each) => words.byAccess[each]))]
      .toSorted()
      .map((permission) => ({ permission, evidence: grant.evidence }));
    const needed = neededFor(grant, (name) => words.byOperation[name] ?? [], fallback);
    const role = roleFor(needed, { deployment, service, on: resource.name, label: resource.id, predefined: words.predefined });
    if (!role) return { blocks: [], permissions: [] };
    const member = bind(labelOf(`${service.id}-${resource.id}`), role.role, memberOf(service));
    return { blocks: [...role.blocks, member], permissions: role.permissions };
  };
}

export const onProject = (label: string, role: Value, member: Value): Block =>
  block('main', 'google_project_iam_member', label, { project: expression('var.project'), role, member });
