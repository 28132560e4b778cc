import { z } from 'zod';
import { apiVersion, groupPath, nativeOf, type Place } from './place.ts';
import { parametersFor } from './stacks.ts';
import type { WholeTemplate } from './template.ts';

interface Delta {
  readonly path: string;
  readonly kind: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly children: readonly Delta[];
}

const deltaSchema: z.ZodType<Delta> = z.lazy(() =>
  z
    .looseObject({
      path: z.string(),
      propertyChangeType: z.string(),
      before: z.unknown().optional(),
      after: z.unknown().optional(),
      children: z.array(deltaSchema).nullish(),
    })
    .transform(({ path, propertyChangeType, before, after, children }) => ({
      path,
      kind: propertyChangeType,
      before,
      after,
      children: children ?? [],
    })),
);

const propertiesSchema = z.looseObject({ properties: z.looseObject({ description: z.unknown().optional() }).nullish() });

const resultSchema = z.looseObject({
  properties: z.looseObject({
    changes: z.array(
      z.looseObject({
        resourceId: z.string(),
        changeType: z.enum(['Create', 'Delete', 'Deploy', 'Ignore', 'Modify', 'NoChange', 'NoEffect', 'Unsupported']),
        before: propertiesSchema.nullish(),
        after: propertiesSchema.nullish(),
        delta: z.array(deltaSchema).nullish(),
      }),
    ),
  }),
});

export interface WhatIf {
  readonly native: string;
  readonly change: 'create' | 'modify' | 'none' | 'unknown';
  readonly differences: readonly string[];
}

/** What Azure says deploying a template would change (learn.microsoft.com/azure/azure-resource-manager/templates/deploy-what-if). */
export async function whatIf(place: Place, name: string, template: WholeTemplate, missing: ReadonlySet<string>): Promise<WhatIf[]> {
  const path = `${groupPath(place)}/providers/Microsoft.Resources/deployments/${name}/whatIf`;
  const { body } = await place.client.finish('POST', path, apiVersion.deployments, {
    properties: {
      mode: 'Incremental',
      template,
      parameters: parametersFor(place, template, missing),
      whatIfSettings: { resultFormat: 'FullResourcePayloads' },
    },
  });
  return resultSchema
    .parse(body)
    .properties.changes.filter(({ changeType }) => changeType !== 'Ignore')
    .map(({ resourceId, changeType, before, after, delta }): WhatIf => {
      const native = nativeOf(place, resourceId, (after ?? before)?.properties ?? {});
      const differences = (delta ?? []).flatMap((each) => linesOf(each, ''));
      if (changeType === 'Create') return { native, change: 'create', differences: [] };
      if (changeType === 'Modify' && differences.length > 0) return { native, change: 'modify', differences };
      return { native, change: changeType === 'Unsupported' || changeType === 'Deploy' ? 'unknown' : 'none', differences: [] };
    });
}

/** Places of values that no plan shows. */
const hidden = /secrets|password|key|connectionstring|credential/i;

function linesOf({ path, kind, before, after, children }: Delta, above: string): string[] {
  const at = above === '' ? path : `${above}.${path}`;
  if (kind === 'NoEffect') return [];
  if (children.length > 0) return children.flatMap((child) => linesOf(child, at));
  // An image that is not built yet is named by every plan; whether it is another one, the build says.
  if (typeof after === 'string' && after.startsWith('unbuilt.invalid/')) return [];
  const short = at.replace(/^properties\.(?:template\.|configuration\.)?/, '');
  if (hidden.test(at)) return [`${short}: changed`];
  if (kind === 'Create') return [`${short}: ${textOf(after)}`];
  if (kind === 'Delete') return [`${short}: no longer ${textOf(before)}`];
  return [`${short}: ${textOf(before)} → ${textOf(after)}`];
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === undefined ? 'nothing' : text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
