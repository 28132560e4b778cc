import { databaseOf, type DeployedResource, type Template } from '@groundwork/provision';
import { nameOf } from '../names.ts';
import type { Context, Made } from '../render/context.ts';
import { accessBy, firestoreWords, onProject, spannerWords, vertexWords } from '../roles/documents.ts';
import { labelOf, resource as block } from '../terraform/block.ts';
import { expression, joined } from '../terraform/value.ts';

const projectOf = (name: string): Template => [{ of: 'resource', name, property: 'project' }];

/** The project's own Firestore database: libraries look for `(default)`, and there is one of it. */
export function firestore(deployed: DeployedResource, { deployment }: Context): Made {
  const { id, name } = deployed;
  const database = block('main', 'google_firestore_database', labelOf(id), {
    name: '(default)',
    location_id: expression('var.region'),
    type: 'FIRESTORE_NATIVE',
    point_in_time_recovery_enablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
    delete_protection_state: expression(
      `contains(var.unprotected, ${JSON.stringify(name)}) ? "DELETE_PROTECTION_DISABLED" : "DELETE_PROTECTION_ENABLED"`,
    ),
    deletion_policy: expression(`contains(var.unprotected, ${JSON.stringify(name)}) ? "DELETE" : "ABANDON"`),
  });
  return {
    title: 'Firestore, the default database of the project',
    blocks: [database],
    reach: {
      port: 443,
      host: ['firestore.googleapis.com'],
      user: null,
      password: null,
      database: ['(default)'],
      properties: { project: projectOf(name) },
      environment: { GOOGLE_CLOUD_PROJECT: projectOf(name) },
    },
    values: { project: expression('var.project') },
    quantities: [
      { price: 'gcp.firestore.read', label: 'reads', amount: null },
      { price: 'gcp.firestore.write', label: 'writes', amount: null },
      { price: 'gcp.firestore.storage', label: 'what it holds', amount: null },
    ],
    stateful: true,
    network: 'none',
    access: accessBy({
      deployment,
      resource: deployed,
      words: firestoreWords,
      bind: (label, role, member) =>
        block('main', 'google_project_iam_member', label, {
          project: expression('var.project'),
          role,
          member,
          condition: {
            title: 'this database',
            expression: joined('resource.name == "projects/', expression('var.project'), '/databases/(default)"'),
          },
        }),
    }),
    notes: [`${name}: a project has one default database of Firestore; another environment of it needs another project`],
  };
}

export function spanner(deployed: DeployedResource, { deployment }: Context): Made {
  const { id, name, told, settings } = deployed;
  const label = labelOf(id);
  const database = databaseOf({ told, project: deployment.name });
  const units = Number(settings.size ?? 100);
  return {
    title: `Spanner, ${units} processing units in one region`,
    blocks: [
      block('main', 'google_spanner_instance', label, {
        name: nameOf(deployment, id, 30),
        display_name: nameOf(deployment, id, 30),
        config: joined('regional-', expression('var.region')),
        processing_units: units,
        edition: 'STANDARD',
        force_destroy: expression(`contains(var.unprotected, ${JSON.stringify(name)})`),
      }),
      block('main', 'google_spanner_database', label, {
        instance: expression(`google_spanner_instance.${label}.name`),
        name: database,
        version_retention_period: '1d',
        deletion_protection: expression(`!contains(var.unprotected, ${JSON.stringify(name)})`),
        enable_drop_protection: expression(`!contains(var.unprotected, ${JSON.stringify(name)})`),
      }),
    ],
    reach: {
      port: 443,
      host: ['spanner.googleapis.com'],
      user: null,
      password: null,
      database: [database],
      properties: { project: projectOf(name) },
      environment: { GOOGLE_CLOUD_PROJECT: projectOf(name) },
    },
    values: { project: expression('var.project') },
    quantities: [
      { price: 'gcp.spanner.node', label: `${units} processing units`, amount: (units / 1000) * 730 },
      { price: 'gcp.spanner.storage', label: 'what it holds', amount: null },
    ],
    stateful: true,
    network: 'none',
    access: accessBy({
      deployment,
      resource: deployed,
      words: spannerWords,
      bind: (member, role, who) =>
        block('main', 'google_spanner_database_iam_member', member, {
          instance: expression(`google_spanner_instance.${label}.name`),
          database: expression(`google_spanner_database.${label}.name`),
          role,
          member: who,
        }),
    }),
  };
}

const speaksVertex = /vertex|aiplatform|google[-_.]?genai|gemini/i;

/** Models of Vertex AI by the role of the service, where the code asks for them; every other one is outside, by its key. */
export function vertex(deployed: DeployedResource, { deployment }: Context): Made | null {
  const { name, resource } = deployed;
  if (!resource.evidence.some(({ why }) => speaksVertex.test(why))) return null;
  return {
    title: 'Vertex AI, by the roles of services',
    blocks: [],
    reach: {
      port: 443,
      user: null,
      password: null,
      database: null,
      properties: { project: projectOf(name), region: [{ of: 'resource', name, property: 'region' }] },
      environment: {
        GOOGLE_CLOUD_PROJECT: projectOf(name),
        GOOGLE_CLOUD_LOCATION: [{ of: 'resource', name, property: 'region' }],
        GOOGLE_GENAI_USE_VERTEXAI: ['true'],
      },
    },
    values: { project: expression('var.project'), region: expression('var.region') },
    quantities: [],
    stateful: false,
    network: 'none',
    access: accessBy({ deployment, resource: deployed, words: vertexWords, bind: onProject }),
    apis: ['aiplatform'],
  };
}
