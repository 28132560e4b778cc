export { budgetSchema, usageSchema, type Budget, type Usage } from './budget/budget.ts';
export type { Gateway, Grant, GrantOptions } from './gateway.ts';
export { wires, type Model, type Provider, type Wire } from './model/provider.ts';
