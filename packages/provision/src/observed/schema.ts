import { z } from 'zod';

const common = {
  service: z.string(),
  /** The start command it was seen with: another one may do otherwise. */
  start: z.string().nullable(),
  /** `file:line` in the repository, or the log. */
  where: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
};

/** What running a service showed that its code did not, or not clearly. */
export const observationSchema = z.discriminatedUnion('kind', [
  /** It listened there, whatever it was told. */
  z.strictObject({ kind: z.literal('port'), port: z.int(), ...common }),
  /** It ended for want of this variable. */
  z.strictObject({ kind: z.literal('variable'), name: z.string(), ...common }),
  /** It ended because nothing listened on this port of the machine. */
  z.strictObject({ kind: z.literal('refused'), port: z.int(), ...common }),
  /** It ended for want of a shared library, which this Debian package carries. */
  z.strictObject({ kind: z.literal('library'), name: z.string(), carrier: z.string().nullable(), ...common }),
]);

export const observedSchema = z.strictObject({ version: z.literal(1), observations: z.array(observationSchema) });

export type Observation = z.infer<typeof observationSchema>;
