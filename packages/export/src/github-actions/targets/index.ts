import type { CloudTarget } from '@groundwork/blueprint';
import type { WorkflowOf } from '../target.ts';
import { awsWorkflow } from './aws.ts';
import { azureWorkflow } from './azure.ts';
import { gcpWorkflow } from './gcp.ts';
import { kubernetesWorkflow } from './kubernetes.ts';

export const workflowTargets: Readonly<Record<CloudTarget, WorkflowOf>> = {
  aws: awsWorkflow,
  kubernetes: kubernetesWorkflow,
  gcp: gcpWorkflow,
  azure: azureWorkflow,
};
