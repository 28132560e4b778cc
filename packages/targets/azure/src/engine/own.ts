import { z } from 'zod';
import { tagNames } from '../foundations/tags.ts';
import { apiVersion, groupPath, type Place } from './place.ts';

const resourceSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
  provisioningState: z.string().nullish(),
});

export type Found = z.infer<typeof resourceSchema>;

/** Everything in the group that is this environment's. */
export async function ownResources(place: Place): Promise<Found[]> {
  const { client, name, environment } = place;
  const all = await client.list(`${groupPath(place)}/resources?$expand=provisioningState`, apiVersion.resources, resourceSchema);
  return all.filter(({ tags }) => tags?.[tagNames.environment] === `${name}/${environment}`);
}
