import type { CloudTarget } from '@groundwork/blueprint';
import type { Target } from '@groundwork/provision';

/** Loads a target when an environment of it is used: a cloud's client is not loaded to print a version. */
export type TargetTable = Readonly<Record<CloudTarget, () => Promise<Target>>>;

export const targetTable: TargetTable = {
  aws: async () => (await import('@groundwork/target-aws')).awsTarget,
  gcp: async () => (await import('@groundwork/target-gcp')).gcp,
  azure: async () => (await import('@groundwork/target-azure')).azure,
  kubernetes: async () => (await import('@groundwork/target-kubernetes')).kubernetesTarget,
};
