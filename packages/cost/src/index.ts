export { estimate, estimateSchema, type Estimate } from './estimate.ts';
export { clouds, priceSchema, quantitySchema, type Price, type Quantity } from './quantity.ts';
