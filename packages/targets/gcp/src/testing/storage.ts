import { notFound, refused, textOf, type Answer, type Asked } from './exchange.ts';

interface Kept {
  readonly content: Buffer;
  readonly generation: number;
}

/** Cloud Storage's JSON API: buckets, objects with generations and preconditions, HMAC keys. */
export class Storage {
  readonly buckets = new Map<string, Map<string, Kept>>();
  readonly keys = new Map<string, { email: string; secret: string; state: string }>();
  #generation = 0;

  answer({ method, path, query, json, content }: Asked): Answer {
    const [, object] = /^storage\/v1\/b\/[^/]+\/o\/(.+)$/.exec(path) ?? [];
    const [, bucketName = ''] = /^(?:upload\/)?storage\/v1\/b\/([^/]+)/.exec(path) ?? [];
    if (path.startsWith('storage/v1/projects/')) return this.#hmac(method, path, query, textOf(json['state']));
    if (path === 'storage/v1/b' && method === 'POST') return this.#make(textOf(json['name']));
    const bucket = this.buckets.get(bucketName);
    if (!bucket) return notFound(bucketName);
    if (path.startsWith('upload/')) return this.#write(bucket, query, content);
    if (object !== undefined) return this.#object(bucket, decodeURIComponent(object), method, query);
    if (path.endsWith('/o')) {
      const names = [...bucket.keys()].filter((name) => name.startsWith(query.get('prefix') ?? ''));
      return { json: { items: names.map((name) => ({ name, generation: String(bucket.get(name)?.generation ?? 0) })) } };
    }
    if (method !== 'DELETE') return { json: { name: bucketName } };
    if (bucket.size > 0) return refused(409, 'The bucket you tried to delete is not empty.');
    this.buckets.delete(bucketName);
    return { status: 204, content: '' };
  }

  read = (address: string): Buffer | null => {
    const [, bucket = '', name = ''] = /^gs:\/\/([^/]+)\/(.+)$/.exec(address) ?? [];
    return this.buckets.get(bucket)?.get(name)?.content ?? null;
  };

  #make(name: string): Answer {
    if (this.buckets.has(name)) return refused(409, 'Your previous request to create the named bucket succeeded and you already own it.');
    this.buckets.set(name, new Map());
    return { json: { name } };
  }

  #write(bucket: Map<string, Kept>, query: URLSearchParams, content: Buffer): Answer {
    const name = query.get('name') ?? '';
    if (!this.#matches(bucket.get(name), query)) return refused(412, 'At least one of the pre-conditions you specified did not hold.');
    this.#generation += 1;
    bucket.set(name, { content, generation: this.#generation });
    return { json: { name, generation: String(this.#generation) } };
  }

  #object(bucket: Map<string, Kept>, name: string, method: string, query: URLSearchParams): Answer {
    const found = bucket.get(name);
    if (!found) return notFound(name);
    if (method === 'GET') return { content: found.content, headers: { 'x-goog-generation': String(found.generation) } };
    if (!this.#matches(found, query)) return refused(412, 'At least one of the pre-conditions you specified did not hold.');
    bucket.delete(name);
    return { status: 204, content: '' };
  }

  #matches(found: Kept | undefined, query: URLSearchParams): boolean {
    const wanted = query.get('ifGenerationMatch');
    return wanted === null || wanted === String(found?.generation ?? 0);
  }

  #hmac(method: string, path: string, query: URLSearchParams, state: string): Answer {
    const [, id] = /hmacKeys\/(.+)$/.exec(path) ?? [];
    if (id === undefined && method === 'GET')
      return { json: { items: [...this.keys].map(([accessId, key]) => ({ accessId, serviceAccountEmail: key.email, state: key.state })) } };
    if (id === undefined) {
      const accessId = `GOOG1E${this.keys.size + 1}`;
      const key = { email: query.get('serviceAccountEmail') ?? '', secret: `hmac-secret-${this.keys.size + 1}`, state: 'ACTIVE' };
      this.keys.set(accessId, key);
      return {
        json: { kind: 'storage#hmacKey', secret: key.secret, metadata: { accessId, serviceAccountEmail: key.email, state: key.state } },
      };
    }
    const key = this.keys.get(id);
    if (!key) return notFound(id);
    if (method === 'PUT') key.state = state;
    if (method === 'DELETE' && key.state !== 'INACTIVE') return refused(400, 'Cannot delete keys in the ACTIVE state.');
    if (method === 'DELETE') this.keys.delete(id);
    return { json: { accessId: id, state: key.state } };
  }
}
