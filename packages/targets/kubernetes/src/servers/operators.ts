import type { ResourceType } from '@groundwork/blueprint';
import { databaseOf, templateOf, tokenOf, userOf, type DeployedResource, type Reach } from '@groundwork/provision';
import type { JsonObject, Manifest } from '../manifest/manifest.ts';
import { labelsOf, selectorOf } from '../manifest/labels.ts';
import { evidenceOf, linesOf, onNodes, type Canvas } from '../render/canvas.ts';
import { resourcesOf } from '../render/security.ts';
import { drawCredentials } from './credentials.ts';
import { credentialKeys, credentialsOf } from './login.ts';

interface Wanted {
  readonly id: string;
  /** The names the code has written down, else the project's; none needs quoting. */
  readonly user: string;
  readonly database: string;
  readonly gib: number;
  readonly copies: number;
  readonly version: string | null;
  readonly extensions: readonly string[];
}

/** An operator that clusters have, and the object by which it makes a server. */
export interface Operator {
  readonly title: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Its custom resource's name in addresses. */
  readonly plural: string;
  readonly port: number;
  /** Where its clients go. */
  readonly host: (id: string) => string;
  readonly copies: { readonly one: number; readonly many: number };
  /** Secret and key it keeps itself; what is left out is ours. */
  readonly ownSecret?: (id: string) => { readonly secret: string; readonly user: string; readonly password: string };
  readonly database: boolean;
  readonly spec: (wanted: Wanted) => JsonObject;
  /** Labels its pods have, for who may reach them. */
  readonly pods: (id: string) => Readonly<Record<string, string>>;
}

const secretKey = (id: string, key: string): JsonObject => ({ key, name: credentialsOf(id) });

/** By type. Fields as each operator's own reference says; its address is beside it. */
export const operators: Partial<Readonly<Record<ResourceType, Operator>>> = {
  // https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/
  postgres: {
    title: 'CloudNativePG',
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    plural: 'clusters',
    port: 5432,
    host: (id) => `${id}-rw`,
    copies: { one: 1, many: 3 },
    database: true,
    spec: ({ id, user, database, gib, copies, version, extensions }) => ({
      instances: copies,
      ...(version === null ? {} : { imageName: `ghcr.io/cloudnative-pg/postgresql:${version}` }),
      bootstrap: {
        initdb: {
          database,
          owner: user,
          secret: { name: credentialsOf(id) },
          ...(extensions.length === 0
            ? {}
            : { postInitApplicationSQL: extensions.map((name) => `CREATE EXTENSION IF NOT EXISTS "${name}"`) }),
        },
      },
      resources: resourcesOf({ cpu: 0.5, memory: 1024 }),
      storage: { size: `${gib}Gi` },
    }),
    pods: (id) => ({ 'cnpg.io/cluster': id }),
  },
  // https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/api_reference.md
  mysql: {
    title: 'MariaDB operator',
    apiVersion: 'k8s.mariadb.com/v1alpha1',
    kind: 'MariaDB',
    plural: 'mariadbs',
    port: 3306,
    host: (id) => id,
    copies: { one: 1, many: 3 },
    database: true,
    spec: ({ id, user, database, gib, copies }) => ({
      database,
      ...(copies > 1 ? { galera: { enabled: true } } : {}),
      passwordSecretKeyRef: { ...secretKey(id, credentialKeys.password), generate: false },
      replicas: copies,
      resources: resourcesOf({ cpu: 0.5, memory: 1024 }),
      rootPasswordSecretKeyRef: { ...secretKey(id, credentialKeys.admin), generate: false },
      storage: { size: `${gib}Gi` },
      username: user,
    }),
    pods: (id) => ({ 'app.kubernetes.io/instance': id, 'app.kubernetes.io/name': 'mariadb' }),
  },
  // https://www.rabbitmq.com/kubernetes/operator/using-operator
  rabbitmq: {
    title: 'RabbitMQ cluster operator',
    apiVersion: 'rabbitmq.com/v1beta1',
    kind: 'RabbitmqCluster',
    plural: 'rabbitmqclusters',
    port: 5672,
    host: (id) => id,
    copies: { one: 1, many: 3 },
    ownSecret: (id) => ({ secret: `${id}-default-user`, user: 'username', password: 'password' }),
    database: false,
    spec: ({ gib, copies }) => ({
      persistence: { storage: `${gib}Gi` },
      replicas: copies,
      resources: resourcesOf({ cpu: 0.5, memory: 1024 }),
    }),
    pods: (id) => ({ 'app.kubernetes.io/component': 'rabbitmq', 'app.kubernetes.io/name': id }),
  },
  // https://ot-redis-operator.netlify.app/docs/crd-reference/redis-api/
  redis: {
    title: 'Redis operator',
    apiVersion: 'redis.redis.opstreelabs.in/v1beta2',
    kind: 'Redis',
    plural: 'redis',
    port: 6379,
    host: (id) => id,
    copies: { one: 1, many: 1 },
    database: false,
    spec: ({ id, gib }) => ({
      kubernetesConfig: {
        image: 'quay.io/opstree/redis:v7.0.15',
        imagePullPolicy: 'IfNotPresent',
        redisSecret: secretKey(id, credentialKeys.password),
        resources: resourcesOf({ cpu: 0.25, memory: 256 }),
      },
      podSecurityContext: { fsGroup: 1000, runAsUser: 1000 },
      storage: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: `${gib}Gi` } } } } },
    }),
    pods: (id) => ({ app: id }),
  },
};

/** A server that an operator of the cluster makes and keeps. */
export function drawOperated(canvas: Canvas, deployed: DeployedResource, operator: Operator): Reach {
  const { deployment } = canvas;
  const { id, name, resource, settings, told } = deployed;
  const item = `resource:${name}`;
  const named = { told, project: deployment.title };
  const [user, database] = [userOf(named), databaseOf(named)];
  const copies = settings.highAvailability === true ? operator.copies.many : operator.copies.one;
  const gib = settings.storage ?? 10;
  const own = operator.ownSecret?.(id);
  const native: string[] = [];
  if (own) {
    canvas.kept.set(`resource.${name}.user`, { secret: own.secret, key: own.user });
    canvas.kept.set(`resource.${name}.password`, { secret: own.secret, key: own.password });
  } else native.push(drawCredentials(canvas, item, deployed, user));
  const manifest: Manifest = {
    apiVersion: operator.apiVersion,
    kind: operator.kind,
    metadata: { name: id, labels: labelsOf(deployment, id, 'server'), annotations: evidenceOf(resource.evidence) },
    spec: operator.spec({ id, user, database, gib, copies, version: resource.version, extensions: resource.extensions }),
  };
  native.push(
    canvas.add(item, manifest, {
      step: 'foundation',
      stateful: true,
      why: [`${name}: made by ${operator.title}`, ...linesOf(resource.evidence)],
    }),
  );
  canvas.items.push({
    id: item,
    kind: 'resource',
    name,
    title: `${operator.title} ×${copies}, ${gib} GiB`,
    native: native.sort(),
    permissions: [],
    quantities: onNodes,
    stateful: true,
    evidence: resource.evidence,
  });
  // Redis knows a password alone; the others have an account.
  const account = resource.type === 'redis' ? null : own ? templateOf(tokenOf({ of: 'resource', name, property: 'user' })) : [user];
  const password = templateOf(tokenOf({ of: 'resource', name, property: 'password' }));
  return { host: [operator.host(id)], port: operator.port, user: account, password, database: operator.database ? [database] : null };
}

/** Labels of the pods that serve a resource. */
export function serverPods(canvas: Canvas, { id, resource, settings }: DeployedResource): Readonly<Record<string, string>> {
  const operator = settings.serving === 'operator' ? operators[resource.type] : undefined;
  return operator ? operator.pods(id) : selectorOf(canvas.deployment, id);
}
