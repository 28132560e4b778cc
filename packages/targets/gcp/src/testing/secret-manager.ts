import { notFound, objectOf, refused, textOf, type Answer, type Asked } from './exchange.ts';

interface Secret {
  readonly labels: Record<string, unknown>;
  readonly versions: string[];
}

/** Secret Manager: secrets with labels, versions that only grow. */
export class SecretManager {
  readonly secrets = new Map<string, Secret>();

  answer({ method, path, query, json }: Asked): Answer {
    const [, id, rest = ''] = /^v1\/projects\/[^/]+\/secrets\/([^/:]+)(.*)$/.exec(path) ?? [];
    if (id === undefined) return method === 'POST' ? this.#make(query.get('secretId') ?? '', objectOf(json['labels'])) : this.#list(query);
    const secret = this.secrets.get(id);
    if (!secret) return notFound(`secrets/${id}`);
    const name = `projects/1/secrets/${id}/versions/${secret.versions.length}`;
    if (rest === ':addVersion') {
      secret.versions.push(Buffer.from(textOf(objectOf(json['payload'])['data']), 'base64').toString());
      return { json: { name: `projects/1/secrets/${id}/versions/${secret.versions.length}`, state: 'ENABLED' } };
    }
    if (method === 'DELETE') {
      this.secrets.delete(id);
      return {};
    }
    if (secret.versions.length === 0 && rest.startsWith('/versions/')) return notFound(name);
    if (rest === '/versions/latest') return { json: { name, state: 'ENABLED' } };
    if (rest === '/versions/latest:access')
      return { json: { name, payload: { data: Buffer.from(secret.versions.at(-1) ?? '').toString('base64') } } };
    return { json: { name: `projects/1/secrets/${id}`, labels: secret.labels } };
  }

  value = (id: string): string | undefined => this.secrets.get(id)?.versions.at(-1);

  #make(id: string, labels: Record<string, unknown>): Answer {
    if (this.secrets.has(id)) return refused(409, `Secret [projects/1/secrets/${id}] already exists.`);
    this.secrets.set(id, { labels, versions: [] });
    return { json: { name: `projects/1/secrets/${id}` } };
  }

  #list(query: URLSearchParams): Answer {
    const wanted = [...(query.get('filter') ?? '').matchAll(/labels\.([\w-]+)=([\w-]+)/g)].map(([, label = '', value = '']) => ({
      label,
      value,
    }));
    const found = [...this.secrets].filter(([, { labels }]) => wanted.every(({ label, value }) => labels[label] === value));
    return { json: { secrets: found.map(([id, { labels }]) => ({ name: `projects/1/secrets/${id}`, labels })) } };
  }
}
