import type { Deployment, Item, Unsupported } from '@groundwork/provision';
import { Stack } from '../cloudformation/stack.ts';
import { isSameEverywhere, ref, type Value } from '../cloudformation/value.ts';
import { ComposedSecrets } from './composed-secrets.ts';
import { foundationsStack, servicesStack } from '../names.ts';

/** What a deployment is drawn on: two stacks, and the lines a person reads about them. */
export class Canvas {
  readonly deployment: Deployment;
  /** Network, servers, roles, registries: `prepare`. */
  readonly foundations: Stack;
  /** What runs the person's code: `release`. */
  readonly services: Stack;
  readonly items: Item[] = [];
  readonly unsupported: Unsupported[] = [];
  readonly notes: string[] = [];
  readonly composed: ComposedSecrets;

  constructor(deployment: Deployment) {
    this.deployment = deployment;
    const { title, environment } = deployment;
    this.foundations = new Stack(`${title} ${environment}: network, servers, roles and registries. Made by Groundwork.`);
    this.services = new Stack(`${title} ${environment}: services. Made by Groundwork, on what ${foundationsStack(deployment)} made.`);
    this.composed = new ComposedSecrets(this.foundations, deployment);
  }

  get stacks(): readonly [string, string] {
    return [foundationsStack(this.deployment), servicesStack(this.deployment)];
  }

  /**
   * A value of the foundations for the stack of services: an output of the one is a parameter of the other under the same name. An
   * export would do the same and could never change while it is used.
   */
  across(name: string, value: Value): Value {
    if (isSameEverywhere(value)) return value;
    this.foundations.output(name, value);
    this.services.parameter(name, { Type: 'String', Description: `Output ${name} of ${foundationsStack(this.deployment)}` });
    return ref(name);
  }

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }
}
