export { budgetSchema, usageSchema, type Budget, type Usage } from './budget/budget.ts';
export { GatewayError } from './gateway-error.ts';
export type { Gateway, Grant, GrantOptions } from './gateway.ts';
export type { Settled } from './ledger/entry.ts';
export { readTotals } from './ledger/ledger.ts';
export { knownProviders, type KnownProvider } from './model/known.ts';
export { wires, type Model, type Provider, type Wire } from './model/provider.ts';
export { openGateway, type GatewayOptions } from './open-gateway.ts';
export { priceSchema, type Price } from './price/price.ts';
