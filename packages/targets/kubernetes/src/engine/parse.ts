import type { Rendered } from '@groundwork/provision';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { Manifest, Step } from '../manifest/manifest.ts';
import { files } from '../render/render.ts';

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().exactOptional(),
    labels: z.record(z.string(), z.string()).exactOptional(),
    annotations: z.record(z.string(), z.string()).exactOptional(),
  }),
});

/** Manifests of a file of ours. */
export function parseManifests(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => {
    const { apiVersion, kind, metadata, ...rest } = manifestSchema.parse(document.toJS());
    return { ...z.record(z.string(), z.json()).parse(rest), apiVersion, kind, metadata };
  });
}

/** The manifests of one step of what was rendered. */
export const manifestsOf = (rendered: Rendered, step: Step): Manifest[] => parseManifests(rendered.files[files[step]] ?? '');
