import type { DeployedResource } from '@groundwork/provision';
import { parameter, secretExpression, type Expression } from '../arm/expression.ts';
import { symbol, type ArmParameter } from '../arm/template.ts';
import { passwordName } from '../names.ts';

/** A password of a server: a secure parameter that Azure fills from the vault, where the engine put a random one. */
export function passwordOf({ id, name }: DeployedResource): {
  readonly parameters: Readonly<Record<string, ArmParameter>>;
  readonly password: Expression;
} {
  const parameterName = symbol(id, 'password');
  return {
    parameters: {
      [parameterName]: {
        type: 'securestring',
        metadata: { description: `Password of ${name}`, secret: passwordName(id), generated: true },
      },
    },
    password: secretExpression(parameter(parameterName)),
  };
}
