import { z } from 'zod';

/** Where a hover says where a line comes from: where no code stands, wherever it is asked for, or nowhere. */
export const lineOriginPlaces = ['quiet', 'everywhere', 'off'] as const;
export type LineOriginPlaces = (typeof lineOriginPlaces)[number];

const givenSchema = z.object({ groundwork: z.object({ lineOrigins: z.enum(lineOriginPlaces).default('quiet') }) });

/** Of what an editor sends as its settings or options. */
export const lineOriginPlacesOf = (given: unknown): LineOriginPlaces =>
  givenSchema.safeParse(given).data?.groundwork.lineOrigins ?? 'quiet';
