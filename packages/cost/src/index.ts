export { aboutText, amountText, costText } from './amount.ts';
export { estimate, estimateSchema, type Estimate } from './estimate.ts';
export { priceKindOf, priceKinds } from './keys/index.ts';
export { units, type PriceKind, type Unit } from './keys/kind.ts';
export { loadPrices, pricesFolder, type Prices } from './prices.ts';
export { clouds, priceSchema, quantitySchema, type Price, type Quantity } from './quantity.ts';
