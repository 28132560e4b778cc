import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { notFound, objectOf, refused, textOf, type Answer, type Asked } from './exchange.ts';

interface Build {
  readonly image: string;
  readonly args: readonly string[];
  /** What was uploaded to be built. */
  readonly context: string;
  status: string;
}

/** Cloud Build: a build is queued, works and ends, where its source is an archive that is there. It builds nothing. */
export class CloudBuild {
  readonly builds = new Map<string, Build>();
  /** Why the next ones fail. */
  failing: string | null = null;
  readonly #object: (address: string) => Buffer | null;

  constructor(object: (address: string) => Buffer | null) {
    this.#object = object;
  }

  /** https://cloud.google.com/build/docs/api/reference/rest/v1/projects.locations.builds */
  answer({ path, method, json }: Asked): Answer {
    const [, parent, id, verb = ''] = /^v1\/(projects\/[^/]+\/locations\/[^/]+)\/builds(?:\/([^/:]+)(:\w+)?)?$/.exec(path) ?? [];
    if (parent === undefined) return notFound(path);
    if (id === undefined) return method === 'POST' ? this.#create(parent, json) : notFound(path);
    const build = this.builds.get(id);
    if (!build) return notFound(path);
    if (verb === ':cancel') build.status = 'CANCELLED';
    else if (build.status === 'QUEUED') build.status = 'WORKING';
    else if (build.status === 'WORKING') build.status = this.failing === null ? 'SUCCESS' : 'FAILURE';
    return { json: this.#shown(id, build) };
  }

  #create(parent: string, json: Record<string, unknown>): Answer {
    const { bucket, object } = objectOf(objectOf(json['source'])['storageSource']);
    const archive = this.#object(`gs://${textOf(bucket)}/${textOf(object)}`);
    if (archive === null) return refused(400, `invalid build: source ${textOf(object)} does not exist`);
    if (!/^projects\/[^/]+\/serviceAccounts\/[^/]+@/.test(textOf(json['serviceAccount'])))
      return refused(400, 'invalid build: a service account of its own is needed to log to Cloud Logging only');
    const [step] = [json['steps']].flat();
    const [image] = [json['images']].flat();
    const args = [objectOf(step)['args']].flat().map(textOf);
    const id = `build-${this.builds.size + 1}`;
    const build: Build = { image: textOf(image), args, context: gunzipSync(archive).toString(), status: 'QUEUED' };
    this.builds.set(id, build);
    return { json: { name: `${parent.replace('projects/', 'operations/build/')}/${id}`, metadata: { build: this.#shown(id, build) } } };
  }

  #shown(id: string, { status, image, context }: Build): unknown {
    const digest = `sha256:${createHash('sha256').update(context).digest('hex')}`;
    return {
      id,
      status,
      logUrl: `https://console.cloud.google.com/cloud-build/builds/${id}`,
      ...(status === 'SUCCESS' ? { results: { images: [{ name: image, digest }] } } : {}),
      ...(status === 'FAILURE' ? { failureInfo: { type: 'USER_BUILD_STEP', detail: this.failing } } : {}),
    };
  }
}
