import type { DeployedService, Deployment, Permission } from '@groundwork/provision';
import { arn, type Value } from '../../cloudformation/value.ts';
import { allow } from '../../permissions/statements.ts';
import { endpointName, isEndpoint } from './names.ts';

/** What a service needs to call the endpoints it is told about: each of them, and no other. */
export function invocations(
  { service }: DeployedService,
  deployment: Deployment,
): { readonly statements: readonly Value[]; readonly permissions: readonly Permission[] } {
  const found = deployment.services.filter(isEndpoint).flatMap((callee) => {
    const told = service.env.filter(({ binding }) => binding !== undefined && 'service' in binding && binding.service === callee.name);
    return told.length === 0 ? [] : [{ callee, evidence: told.flatMap((each) => each.evidence) }];
  });
  return {
    statements: found.map(({ callee }) =>
      allow(['sagemaker:InvokeEndpoint'], [arn('sagemaker', [`endpoint/${endpointName(callee, deployment)}`])]),
    ),
    permissions: found.map(({ callee, evidence }) => ({ action: 'sagemaker:InvokeEndpoint', on: callee.name, evidence })),
  };
}
