import type { Property, ServiceKind } from '@groundwork/blueprint';
import { ruleOfImage } from '../../catalog/images.ts';
import { fromWords, isRelease, kindOfCommand, languageOfCommand, portOfCommand } from '../command.ts';
import {
  declaration,
  declaredResource,
  declaredService,
  declaredVariable,
  stated,
  type DeclarationReader,
  type DeclaredResource,
  type DeclaredService,
  type DeclaredVariable,
} from '../declaration.ts';
import { nothing, portIn, portsIn, type Item } from '../item.ts';
import { kindOfName } from '../names.ts';
import { resourcesOfServer } from '../servers/server.ts';
import { readYaml } from '../yaml.ts';

const workloads: Readonly<Record<string, ServiceKind | null>> = {
  Deployment: null,
  StatefulSet: null,
  DaemonSet: null,
  ReplicaSet: null,
  Pod: null,
  Rollout: null,
  Job: 'job',
  CronJob: 'cron',
  Service: null,
};

/** Operators' custom resources that are servers. */
const operators: Readonly<Record<string, DeclaredResource['type']>> = {
  'postgresql.cnpg.io': 'postgres',
  'acid.zalan.do': 'postgres',
  'postgres-operator.crunchydata.com': 'postgres',
  'k8s.mariadb.com': 'mysql',
  'mongodbcommunity.mongodb.com': 'mongodb',
  'rabbitmq.com': 'rabbitmq',
  'kafka.strimzi.io': 'kafka',
  'elasticsearch.k8s.elastic.co': 'elasticsearch',
  'opensearch.opster.io': 'elasticsearch',
  'redis.redis.opstreelabs.in': 'redis',
};

const asked =
  /^kind:\s*["']?(Deployment|StatefulSet|DaemonSet|ReplicaSet|Pod|Rollout|Job|CronJob|Cluster|postgresql|PostgresCluster|MariaDB|MongoDBCommunity|RabbitmqCluster|Kafka|Elasticsearch|OpenSearchCluster|Redis|Service)\b/m;

/** Kubernetes objects, knative services among them; charts' templates are none until they are rendered. */
export const kubernetesReader: DeclarationReader = {
  format: 'kubernetes',
  matches: (path) => /\.ya?ml$/.test(path) && !/(^|\/)(locales?|i18n|translations?|lang|\.github|crds?|node_modules)\//.test(path),
  read(path, text) {
    if (!/^apiVersion:/m.test(text) || !asked.test(text) || (/\{\{/.test(text) && /\/templates\//.test(`/${path}`))) return null;
    const documents = readYaml(text);
    const settings = new Map(
      documents
        .filter((each) => /^(ConfigMap|Secret)$/.test(each.get('kind').text ?? ''))
        .map((each) => [each.get('metadata', 'name').text, each]),
    );
    // A Service gives its workload a name in the cluster.
    const fronts = documents.filter((each) => each.get('kind').text === 'Service' && each.get('spec', 'selector').isMap);
    const services: DeclaredService[] = [];
    const resources: DeclaredResource[] = [];
    for (const document of documents) {
      const kind = document.get('kind').text ?? '';
      const name = document.get('metadata', 'name').text ?? '';
      const operated = operators[(document.get('apiVersion').text ?? '').split('/')[0] ?? ''];
      if (operated && name)
        resources.push(
          declaredResource(name, operated, stated(path, document.get('kind').line, `${kind} ${name}`), {
            version: /^\d/.test(document.get('spec', 'version').text ?? '') ? document.get('spec', 'version').text : null,
          }),
        );
      const isKnative = kind === 'Service' && document.get('spec', 'template').isMap;
      if (!(kind in workloads) || (kind === 'Service' && !isKnative) || !name) continue;
      const spec = kind === 'CronJob' ? document.get('spec', 'jobTemplate', 'spec') : document.get('spec');
      const pod = kind === 'Pod' ? document.get('spec') : spec.get('template', 'spec');
      const labels = kind === 'Pod' ? document.get('metadata', 'labels') : spec.get('template', 'metadata', 'labels');
      const front = fronts.filter((each) =>
        each.get('spec', 'selector').entries.every(([key, value]) => labels.get(key).text === value.text),
      );
      const aliases = front.flatMap((each) => each.get('metadata', 'name').text ?? []);
      for (const container of pod.get('containers').items.slice(0, 5)) {
        const service = serviceOf(container, { kind, name, line: document.get('kind').line, path, settings, aliases, pod, document });
        const image = service.image ?? '';
        const servers = resourcesOfServer({ ...service, image });
        if (servers.length) resources.push(...servers);
        else if (!ruleOfImage(image) && !(services.some((each) => each.name === name) && !service.command)) services.push(service);
        if (!servers.length) break;
      }
    }
    return services.length || resources.length ? declaration(path, 'kubernetes', { services, resources }) : null;
  },
};

interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly line: number;
  readonly path: string;
  readonly settings: ReadonlyMap<string | null, Item>;
  readonly aliases: readonly string[];
  readonly pod: Item;
  readonly document: Item;
}

function serviceOf(container: Item, workload: Workload): DeclaredService {
  const { kind, name, path } = workload;
  const words = [...container.get('command').texts, ...container.get('args').texts];
  const command = words.length ? fromWords(words) : null;
  const ports = container.get('ports').items.flatMap((port) => portIn(port.get('containerPort').text) ?? []);
  const probe = ['readinessProbe', 'livenessProbe', 'startupProbe']
    .map((each) => container.get(each, 'httpGet', 'path').text)
    .find((each) => each !== null);
  const limits = container.get('resources', 'limits');
  const gpu = limits.entries.some(([key]) => /\/gpu$|\/nvidia/.test(key));
  const release = workload.pod.get('initContainers').items.flatMap((each) => {
    const line = [...each.get('command').texts, ...each.get('args').texts];
    const text = fromWords(line);
    return isRelease(text) && !text.includes('\n') ? [text] : [];
  });
  return declaredService(name, stated(path, workload.line, `${kind} ${name}`), {
    image: container.get('image').text,
    kind: (command ? kindOfCommand(command) : null) ?? workloads[kind] ?? (ports.length ? 'web' : kindOfName(name)),
    language: command ? languageOfCommand(command) : null,
    command,
    release,
    ports: portsIn(command ? portOfCommand(command) : null, ...ports),
    health: probe ?? null,
    schedule: kind === 'CronJob' ? workload.document.get('spec', 'schedule').text : null,
    gpu: gpu ? 'required' : null,
    variables: variablesOf(container, workload),
    volumes: container.get('volumeMounts').items.flatMap((mount) => {
      const claim = workload.pod.get('volumes').items.find((each) => each.get('name').text === mount.get('name').text);
      const kept = claim
        ? claim.get('persistentVolumeClaim').isMap
        : workload.document.get('spec', 'volumeClaimTemplates').items.length > 0;
      return kept ? (mount.get('mountPath').text ?? []) : [];
    }),
    aliases: workload.aliases,
  });
}

function variablesOf(container: Item, { settings, path }: Workload): DeclaredVariable[] {
  const data = (name: string | null): Item => settings.get(name)?.any('data', 'stringData') ?? nothing();
  const isSecret = (name: string | null): boolean => settings.get(name)?.get('kind').text === 'Secret';
  const own = container.get('env').items.flatMap((item): DeclaredVariable[] => {
    const name = item.get('name').text;
    if (!name) return [];
    const secret = item.get('valueFrom', 'secretKeyRef');
    const config = item.get('valueFrom', 'configMapKeyRef');
    const value = item.get('value').text ?? data(config.get('name').text).get(config.get('key').text ?? '').text;
    const from = fromSecret(secret);
    return [declaredVariable(name, value, stated(path, item.line, `${name} is set here`), { secret: secret.isMap ? true : null, from })];
  });
  const whole = container.get('envFrom').items.flatMap((item) => {
    const source = item.any('configMapRef', 'secretRef').get('name').text;
    const secret = item.get('secretRef').isMap || isSecret(source);
    return data(source).entries.map(([name, value]) =>
      declaredVariable(name, secret ? null : value.text, stated(path, value.line, `${name} is set here`), { secret: secret ? true : null }),
    );
  });
  return [...own, ...whole];
}

const secretKeys: Readonly<Record<string, Property>> = {
  uri: 'url',
  url: 'url',
  password: 'password',
  username: 'user',
  user: 'user',
  host: 'host',
  port: 'port',
  dbname: 'database',
};

/** Operators put what they made into a secret named after it: `db-app`, key `uri`. */
function fromSecret(secret: Item): DeclaredVariable['from'] {
  const name = secret.get('name').text;
  const property = secretKeys[secret.get('key').text ?? ''];
  const made = /^(.*)-(app|superuser|default-user|pguser-\w+)$/.exec(name ?? '');
  return made?.[1] && property ? { name: made[1], property } : null;
}
