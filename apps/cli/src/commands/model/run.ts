import { askKey, listModels, modelName, removeModel, setModelBudget, setModelKey, useModel } from '@groundwork/toolkit';
import { text } from 'node:stream/consumers';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import type { BudgetFlags, JsonFlag, UseFlags } from './command.ts';
import { boundsText, linesOf } from './listing.ts';

export async function use(this: CliContext, { completion = false, price, wire, json = false }: UseFlags, name: string): Promise<void> {
  const used = await useModel(name, {
    env: this.env,
    completion,
    ...(price === undefined ? {} : { price: { input: price[0], output: price[1] } }),
    ...(wire === undefined ? {} : { wires: [wire] }),
  });
  if (json) return this.out.line(JSON.stringify(used));
  const { good, strong, command, quiet, warning } = this.out.style;
  const whose = completion ? 'completion uses' : 'tickets and completion use';
  this.out.line(`${good('✔')} ${whose} ${strong(visible(modelName(used.model)))}`);
  const { provider } = used.model;
  if (used.free)
    this.out.line(`  ${quiet('counted as free, as it runs on this machine; otherwise say')} ${command('--price INPUT,OUTPUT')}`);
  if (used.key?.from === 'environment') this.out.line(`  ${quiet(`its key is taken from ${used.key.variable}`)}`);
  if (used.needsKey) this.err.line(`${warning('!')} it has no key yet: ${command(`gw model key ${visible(provider)}`)}`);
}

export async function list(this: CliContext, { json = false }: JsonFlag): Promise<void> {
  const listing = await listModels(this.env, this.host.signal);
  if (json) return this.out.line(JSON.stringify(listing, null, 2));
  for (const line of linesOf(listing, this.out.style)) this.out.line(line);
}

export async function key(this: CliContext, { json = false }: JsonFlag, provider: string): Promise<void> {
  const read = async () => (this.stdin.isTTY ? askKey(this.host, provider) : text(this.stdin));
  await setModelKey(provider, { env: this.env, read });
  if (json) return this.out.line(JSON.stringify({ provider }));
  this.out.line(`${this.out.style.good('✔')} the key of ${this.out.style.strong(visible(provider))} is kept, readable by you only`);
}

export async function remove(this: CliContext, { json = false }: JsonFlag, name: string): Promise<void> {
  const { forgotten } = await removeModel(name, this.env);
  if (json) return this.out.line(JSON.stringify({ name, forgotten }));
  const { good, strong, command } = this.out.style;
  this.out.line(`${good('✔')} ${strong(visible(name))} is forgotten${forgotten.includes('key') ? ', with its key' : ''}`);
  if (forgotten.includes('use')) this.out.line(`  no model is used now: ${command('gw model use MODEL')}`);
}

export async function budget(
  this: CliContext,
  { usd, tokens, requests, json = false }: BudgetFlags,
  span: 'ticket' | 'day',
): Promise<void> {
  const said = Object.entries({ usd, tokens, requests }).filter(([, bound]) => bound !== undefined);
  const bounds = Object.fromEntries(said.map(([name, bound]) => [name, bound === Infinity ? null : bound]));
  const budgets = await setModelBudget(span, said.length === 0 ? null : bounds, this.env);
  if (json) return this.out.line(JSON.stringify(budgets));
  const { good, strong } = this.out.style;
  this.out.line(`${good('✔')} a ${span} may spend ${strong(boundsText(budgets[span]))}`);
}
