import { identifierOf, variablesOf, type DeployedService, type Reference, type Template } from '@groundwork/provision';
import { arn, joined, secretFrom, secretValue, type Value } from '../cloudformation/value.ts';
import { logical, secretName } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';
import { partOf, valueIn, type SecretPlace, type Served } from '../resources/served.ts';
import { addressTold } from './addresses.ts';

/** A variable whose value the container's agent reads from Secrets Manager. */
export interface SecretVariable {
  readonly name: string;
  readonly place: SecretPlace;
}

export interface ContainerEnvironment {
  /** For the stack of services. */
  readonly plain: readonly { readonly name: string; readonly value: Value }[];
  readonly secret: readonly SecretVariable[];
  /** Files by path, each with the secret that has to be in it. */
  readonly files: readonly { readonly path: string; readonly place: SecretPlace }[];
}

export interface EnvironmentOptions {
  readonly canvas: Canvas;
  readonly served: Readonly<Record<string, Served>>;
  readonly given: ReadonlySet<string>;
}

/** What the container of a service finds in its environment: values in the template, secrets by reference. */
export function environmentFor(deployed: DeployedService, { canvas, served, given }: EnvironmentOptions): ContainerEnvironment {
  const { deployment } = canvas;
  const reach = Object.fromEntries(Object.entries(served).flatMap(([name, each]) => (each.reach ? [[name, each.reach]] : [])));
  const { variables, files } = variablesOf(deployed, deployment, { reach, given });
  const plain: { name: string; value: Value }[] = [];
  const secret: SecretVariable[] = [];
  for (const { name, value, secret: hidden } of variables) {
    const known = value.filter((part) => typeof part !== 'string');
    if (known.some((part) => valueOf(part, name) === null)) {
      canvas.note(`${deployed.name}: ${name} has no value on AWS`);
      continue;
    }
    if (hidden) secret.push({ name, place: placeOf(name, value) });
    else plain.push({ name, value: joined(value.map((part) => (typeof part === 'string' ? part : across(part, name)))) });
  }
  return {
    plain,
    secret,
    files: Object.entries(files).map(([path, value]) => ({ path, place: placeOf(path.split('/').at(-1) ?? path, value) })),
  };

  function across(reference: Reference, variable: string): Value {
    const value = valueOf(reference, variable) ?? '';
    return canvas.across(`${logicalOf(reference)}${logical(reference.of === 'secret' ? 'secret' : reference.property)}`, value);
  }

  function logicalOf(reference: Reference): string {
    if (reference.of === 'service') return 'LoadBalancer';
    const [name = '', part] = reference.name.split(partOf);
    const resource = deployment.resources.find((each) => each.name === name);
    return `${logical(resource?.id ?? name)}${part === undefined ? '' : logical(identifierOf(part))}`;
  }

  function placeOf(variable: string, template: Template): SecretPlace {
    const [only] = template;
    if (template.length === 1 && typeof only === 'object') {
      const place = secretOf(only);
      if (place) return place;
    }
    const value = joined(template.map((part) => (typeof part === 'string' ? part : (valueOf(part, variable) ?? ''))));
    return { arn: canvas.composed.holding(`${logical(deployed.id)}${words(variable)}`, value), key: null };
  }

  function secretOf(reference: Reference): SecretPlace | null {
    if (reference.of === 'secret') return { arn: arn('secretsmanager', ['secret:', secretName(deployment, reference.name)]), key: null };
    return reference.of === 'resource' ? (served[reference.name]?.secrets[reference.property] ?? null) : null;
  }

  /** As a value of the foundations; `null` where AWS has none for it. */
  function valueOf(reference: Reference, variable: string): Value | null {
    if (reference.of === 'service') {
      const callee = deployment.services.find(({ name }) => name === reference.name);
      return callee ? addressTold(deployed, callee, { variable, property: reference.property, deployment }) : null;
    }
    const place = secretOf(reference);
    if (place) return secretValue(place.arn, place.key);
    return reference.of === 'resource' ? valueIn(served, reference.name, reference.property) : null;
  }
}

/** What an agent is told of a place. */
export const fromPlace = ({ arn: secretArn, key }: SecretPlace): Value => secretFrom(secretArn, key);

/** `DATABASE_URL` -> `DatabaseUrl`. */
const words = (variable: string): string => logical(variable.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
