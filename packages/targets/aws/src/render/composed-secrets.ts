import type { Deployment } from '@groundwork/provision';
import type { Stack } from '../cloudformation/stack.ts';
import { ref, type Value } from '../cloudformation/value.ts';
import { tagsOf } from './tags.ts';

/** Secrets that are made of others: a URL with a password inside. Equal ones are one secret, whoever reads them. */
export class ComposedSecrets {
  private readonly byText = new Map<string, string>();
  private readonly stack: Stack;
  private readonly deployment: Deployment;

  constructor(stack: Stack, deployment: Deployment) {
    this.stack = stack;
    this.deployment = deployment;
  }

  /** Logical ids. */
  get all(): readonly string[] {
    return [...this.byText.values()];
  }

  /** The ARN of the secret that holds a text; it gets the wanted logical id where it is a new one. */
  holding(wanted: string, value: Value): Value {
    const text = JSON.stringify(value);
    const known = this.byText.get(text) ?? this.draw(wanted, value);
    this.byText.set(text, known);
    return ref(known);
  }

  private draw(wanted: string, value: Value): string {
    let logicalId = `${wanted}Secret`;
    for (let more = 2; this.stack.has(logicalId); more++) logicalId = `${wanted}Secret${more}`;
    return this.stack.add(logicalId, {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { Description: `Value of ${wanted}`, SecretString: value, Tags: tagsOf(this.deployment) },
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    });
  }
}
