import aws from './aws.json' with { type: 'json' };
import azure from './azure.json' with { type: 'json' };
import gcp from './gcp.json' with { type: 'json' };
import { pricesFileSchema, type PricesFile } from '../lists/list.ts';

/** The prices that are shipped: see docs/costs.md for where they are from. */
export const snapshot: readonly PricesFile[] = [aws, gcp, azure].map((file) => pricesFileSchema.parse(file));
