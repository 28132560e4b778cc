import { budgetSchema, type Budget } from '@groundwork/gateway';
import type { ModelSettings } from './settings.ts';

export interface ModelBudgets {
  /** Of one ticket, where it names none itself. */
  readonly ticket: Budget;
  /** Of all tickets, and of completion. */
  readonly day: Budget;
}

/** What is let be used where a person said nothing: enough for a ticket that goes well, and an end to one that does not. */
export const defaultBudgets: ModelBudgets = {
  ticket: budgetSchema.parse({ usd: 5, requests: 500 }),
  day: budgetSchema.parse({ usd: 25 }),
};

export const budgetsOf = ({ budgets }: Pick<ModelSettings, 'budgets'>): ModelBudgets => ({
  ticket: budgets.ticket ?? defaultBudgets.ticket,
  day: budgets.day ?? defaultBudgets.day,
});
