import { z } from 'zod';

export const clouds = ['kubernetes', 'aws', 'gcp', 'azure'] as const;

/** How much of one priced thing something takes in a month. */
export const quantitySchema = z.strictObject({
  price: z.string().describe('Key of a price without its region: `aws.fargate.vcpu.arm64`'),
  label: z.string().describe('For a person: `0.5 vCPU`'),
  amount: z.number().nullable().describe('Units a month, an hour being 1/730 of it; `null` where it depends on use'),
});

export type Quantity = Readonly<z.infer<typeof quantitySchema>>;

/** One public price, as it was read. */
export const priceSchema = z.strictObject({
  price: z.string().describe('Key without the region'),
  cloud: z.enum(clouds),
  region: z.string().describe("The cloud's own name of it; `global` where it is the same everywhere"),
  amount: z.number().nonnegative().describe('US dollars for one unit'),
  unit: z.string().describe('`hour`, `GB-month`, `million requests`'),
  source: z.string().describe('Address of the public page or list it was read from'),
  read: z.iso.date().describe('The day it was read there, or that the list says of itself'),
});

export type Price = Readonly<z.infer<typeof priceSchema>>;
