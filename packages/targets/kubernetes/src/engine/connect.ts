import { KubeConfig } from '@kubernetes/client-node';
import { noCredentials, wrongAccount, type TargetContext } from '@groundwork/provision';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The token a cluster puts into its pods. */
const inside = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** The person's kubeconfig with the context the environment names. Throws `target.credentials`, `target.account`. */
export function readConfig({ env, settings, environment }: Pick<TargetContext, 'env' | 'settings' | 'environment'>): KubeConfig {
  const config = new KubeConfig();
  const files = filesOf(env);
  if (files.length === 0) {
    if (env['KUBERNETES_SERVICE_HOST'] === undefined || !existsSync(inside)) throw noConfig(env);
    config.loadFromCluster();
    return config;
  }
  for (const file of files) {
    try {
      const read = new KubeConfig();
      read.loadFromFile(file);
      config.mergeConfig(read, Boolean(config.currentContext));
    } catch (cause) {
      throw noCredentials(`${file} could not be read as a kubeconfig`, 'Mend it; kubectl config view shows where it is broken', {
        where: file,
        cause,
      });
    }
  }
  return inContext(config, files, settings.context, environment);
}

function inContext(config: KubeConfig, files: readonly string[], wanted: string | undefined, environment: string): KubeConfig {
  const where = files.join(', ');
  const names = config.getContexts().map(({ name }) => name);
  if (wanted !== undefined && !names.includes(wanted))
    throw wrongAccount(
      `There is no context ${wanted}`,
      `Set environments.${environment}.context to one of: ${names.join(', ') || 'none is there'}`,
      { where },
    );
  if (wanted !== undefined) config.setCurrentContext(wanted);
  if (!config.getCurrentCluster()) {
    const choose =
      names.length > 0
        ? `Choose one: kubectl config use-context ${names[0]}, or environments.${environment}.context`
        : 'Log in to a cluster';
    throw noCredentials('The kubeconfig has no cluster that is chosen', choose, { where });
  }
  return config;
}

function filesOf(env: TargetContext['env']): string[] {
  const named = env['KUBECONFIG'];
  const files =
    named === undefined || named === ''
      ? [join(env['HOME'] ?? homedir(), '.kube', 'config')]
      : named.split(delimiter).filter((file) => file !== '');
  return files.filter((file) => existsSync(file));
}

const noConfig = (env: TargetContext['env']) =>
  noCredentials('There is no kubeconfig, so that no cluster is known', 'Log in to a cluster as its provider says, or set KUBECONFIG', {
    where: env['KUBECONFIG'] ?? '~/.kube/config',
  });
