import {
  variablesOf,
  type DeployedService,
  type DeployedVariable,
  type Deployment,
  type Reach,
  type Reference,
} from '@groundwork/provision';
import { expression, joined, parameter, secretExpression, value, type Expression, type Text } from '../arm/expression.ts';
import { symbol, type ArmParameter, type Json } from '../arm/template.ts';
import { vaultName } from '../names.ts';
import { defaultDomain, secretName } from '../resources/container-app.ts';
import type { Part } from '../resources/part.ts';
import { writtenFolders, type Mount } from './volumes.ts';

/** What the containers of one service have in common, whether they serve, work or migrate. */
export interface ServiceContainer {
  readonly secrets: readonly Json[];
  readonly env: readonly Json[];
  /** Secure parameters its secrets name. */
  readonly parameters: Readonly<Record<string, ArmParameter>>;
  readonly mounts: readonly Mount[];
  /** Variables the code does not work without that have no value. */
  readonly required: readonly string[];
  readonly notes: readonly string[];
}

export interface ContainerContext {
  readonly deployment: Deployment;
  readonly parts: ReadonlyMap<string, Part>;
  readonly given: ReadonlySet<string>;
  /** The client id of the service's identity, where it enters something as itself. */
  readonly clientId: Expression | null;
}

export function containerOf(deployed: DeployedService, context: ContainerContext): ServiceContainer {
  const { deployment, parts, given, clientId } = context;
  const reach: Record<string, Reach> = {};
  for (const [name, part] of parts) {
    const how = part.reach(deployed);
    if (how !== null) reach[name] = how;
  }
  const { variables, files, required } = variablesOf(deployed, deployment, { reach, given });
  const parameters: Record<string, ArmParameter> = {};
  const secrets: Json[] = [];
  const env: Json[] = [];
  for (const variable of variables) {
    const text = textOf(variable);
    if (!isSecret(text)) env.push({ name: variable.name, value: value(...text) });
    else {
      secrets.push({ name: secretName(variable.name), value: value(...text) });
      env.push({ name: variable.name, secretRef: secretName(variable.name) });
    }
  }
  if (clientId && !variables.some(({ name }) => name === 'AZURE_CLIENT_ID')) env.push({ name: 'AZURE_CLIENT_ID', value: value(clientId) });
  const used = new Set(deployed.grants.map(({ resource }) => resource));
  return {
    secrets,
    env,
    parameters,
    mounts: [
      ...[...parts].flatMap(([name, part]) => (used.has(name) || reaches(deployed, name) ? part.mounts : [])),
      ...writtenFolders(deployed),
    ],
    required,
    notes:
      Object.keys(files).length === 0
        ? []
        : [`${deployed.name}: ${Object.keys(files).join(', ')} are read as files, which are not made here`],
  };

  function textOf({ value: template }: DeployedVariable): Text[] {
    return template.map((piece) => (typeof piece === 'string' ? piece : known(piece)));
  }

  function known(reference: Reference): Expression {
    if (reference.of === 'secret') return secretOf(reference.name);
    if (reference.of === 'service') return addressOf(reference, deployment);
    const part = parts.get(reference.name);
    const found = part?.values[reference.property];
    for (const [name, each] of Object.entries(part?.parameters ?? {}))
      if (found?.expression.includes(parameter(name))) parameters[name] = each;
    return found ?? expression("''");
  }

  function secretOf(name: string): Expression {
    const key = symbol('secret', vaultName(name));
    parameters[key] = { type: 'securestring', metadata: { description: `Value of ${name}`, secret: vaultName(name) } };
    return secretExpression(parameter(key));
  }
}

const isSecret = (text: readonly Text[]): boolean => text.some((piece) => typeof piece !== 'string' && piece.secret);

const reaches = ({ service }: DeployedService, resource: string): boolean =>
  service.env.some(({ binding }) => binding && 'resource' in binding && binding.resource === resource);

/** A service by its name in the environment, with TLS where it is asked for as an address. */
function addressOf({ name, property }: Extract<Reference, { of: 'service' }>, deployment: Deployment): Expression {
  const other = deployment.services.find((each) => each.name === name);
  const id = other?.id ?? name;
  if (property === 'port') return expression("'80'");
  if (property === 'host') return expression(`'${id}'`);
  return joined([`https://${id}.`, ...(other?.public === true ? [] : ['internal.']), defaultDomain(deployment)]);
}

/** Whether a service is told host and port of this one, and so speaks to it without TLS. */
export const toldByHost = ({ name }: DeployedService, { services }: Deployment): boolean =>
  services.some(({ service }) =>
    service.env.some(
      ({ binding }) => binding && 'service' in binding && binding.service === name && (binding.property !== 'url' || binding.form !== null),
    ),
  );
