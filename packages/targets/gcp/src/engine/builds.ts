import { deployFailed, type CloudBuild } from '@groundwork/provision';
import { createGzip } from 'node:zlib';
import { pipeline } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { deployerOf } from './account.ts';
import type { Api } from './api.ts';
import { until } from './operation.ts';
import type { Store } from './store.ts';

const buildSchema = z.object({
  id: z.string().default(''),
  status: z.string().default(''),
  statusDetail: z.string().optional(),
  failureInfo: z.object({ detail: z.string().default('') }).optional(),
  logUrl: z.string().optional(),
  results: z.object({ images: z.array(z.object({ name: z.string().default(''), digest: z.string().default('') })).default([]) }).optional(),
});
const startedSchema = z.object({ metadata: z.object({ build: buildSchema.optional() }).optional() });

const ended = new Set(['SUCCESS', 'FAILURE', 'INTERNAL_ERROR', 'TIMEOUT', 'CANCELLED', 'EXPIRED']);

/** Builds where the images land, for machines without a builder: https://cloud.google.com/build/docs/api/reference/rest/v1/projects.builds */
export function cloudBuilds(
  { api, store }: { readonly api: Api; readonly store: Store },
  {
    region,
    scope,
    reference,
    pace,
  }: { readonly region: string; readonly scope: string; readonly reference: (image: string) => string; readonly pace: { first?: number } },
): CloudBuild {
  return {
    async build({ name, context, dockerfile }) {
      const source = `sources/${scope}/${name}-${randomUUID()}.tar.gz`;
      const image = reference(name);
      await store.prepare();
      try {
        await upload(store, source, context);
        const { metadata } = await api.ask('cloudbuild', `v1/projects/${api.project}/locations/${region}/builds`, startedSchema, {
          method: 'POST',
          body: {
            source: { storageSource: { bucket: store.bucket, object: source } },
            // One argument each, no shell: names of a repository stay names.
            steps: [{ name: 'gcr.io/cloud-builders/docker', args: ['build', '--file', dockerfile, '--tag', image, '.'] }],
            images: [image],
            serviceAccount: `projects/${api.project}/serviceAccounts/${deployerOf(api.project)}`,
            options: { logging: 'CLOUD_LOGGING_ONLY' },
            timeout: '3600s',
          },
        });
        const id = metadata?.build?.id ?? '';
        const done = await ending(api, `v1/projects/${api.project}/locations/${region}/builds/${id}`, pace);
        const pushed = done.results?.images[0];
        if (done.status !== 'SUCCESS' || !pushed)
          throw deployFailed(
            `The image of ${name} was not built: ${done.failureInfo?.detail ?? done.statusDetail ?? done.status}`,
            `Its log: ${done.logUrl ?? 'Cloud Build in the console'}`,
            { where: `Cloud Build ${id}` },
          );
        return `${image.replace(/:[^/:]*$/, '')}@${pushed.digest}`;
      } finally {
        await store.unstoppable().remove(source);
      }
    },
  };
}

/** Throws what the context itself failed with rather than that an upload was cut off. */
async function upload(store: Store, name: string, context: AsyncIterable<Uint8Array>): Promise<void> {
  const failures: unknown[] = [];
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      yield* context;
    } catch (cause) {
      failures.push(cause);
      throw cause;
    }
  }
  try {
    await store.write(
      name,
      pipeline(read(), createGzip(), () => {}),
    );
  } catch (cause) {
    throw failures[0] ?? cause;
  }
}

/** Waits for a build; one that nobody waits for any more is cancelled. */
async function ending(api: Api, path: string, pace: { first?: number }): Promise<z.infer<typeof buildSchema>> {
  const look = async (): Promise<z.infer<typeof buildSchema> | null> => {
    const now = await api.ask('cloudbuild', path, buildSchema);
    return ended.has(now.status) ? now : null;
  };
  try {
    return await until(api, look, pace);
  } catch (cause) {
    if (api.signal.aborted) await api.unstoppable().send('cloudbuild', `${path}:cancel`, { method: 'POST', body: {}, or: [400, 404, 409] });
    throw cause;
  }
}
