import type { Quantity } from '@groundwork/cost';
import type { DeployedResource, Deployment, Reach, Template } from '@groundwork/provision';
import { expression, joined, secretExpression, type Expression } from '../arm/expression.ts';
import { nativeId } from '../arm/native.ts';
import { symbol, type ArmParameter, type ArmResource } from '../arm/template.ts';
import { plainName, type ArmName } from '../names.ts';
import { quantity } from '../quantities.ts';
import { defaultDomain, serverApp } from './container-app.ts';
import type { Part } from './part.ts';
import { passwordOf } from './password.ts';

/** github.com/gaul/s3proxy; its settings are in its `run-docker-container.sh`. */
const image = 'docker.io/andrewgaul/s3proxy:4.1.1';
const port = 80;

export interface S3Proxy {
  readonly resources: Readonly<Record<string, ArmResource>>;
  readonly parameters: Readonly<Record<string, ArmParameter>>;
  readonly native: readonly string[];
  readonly values: Part['values'];
  readonly quantities: readonly Quantity[];
  reach(bucket: string, variables: Readonly<Record<string, string>>): Reach;
}

/** Code that speaks S3 finds its interface in front of Blob Storage: a program without anything to keep. */
export function s3Proxy(
  resource: DeployedResource,
  { deployment, account, key, open }: { deployment: Deployment; account: ArmName; key: Expression; open: boolean },
): S3Proxy {
  const { id, name } = resource;
  const { parameters, password } = passwordOf(resource);
  const app = `${id}-s3`;
  const host = joined([app, open ? '.' : '.internal.', defaultDomain(deployment)]);
  const from = (property: 'url' | 'accessKey' | 'secretKey'): Template => [{ of: 'resource', name, property }];
  return {
    resources: {
      [symbol(id, 's3')]: serverApp(
        {
          name: app,
          image,
          cpu: 0.5,
          memory: 1,
          port,
          transport: 'http',
          external: open,
          env: {
            S3PROXY_AUTHORIZATION: 'aws-v2-or-v4',
            S3PROXY_ENDPOINT: `http://0.0.0.0:${port}`,
            S3PROXY_IDENTITY: 'groundwork',
            S3PROXY_IGNORE_UNKNOWN_HEADERS: 'true',
            JCLOUDS_PROVIDER: 'azureblob-sdk',
            JCLOUDS_ENDPOINT: joined(['https://', account.name, '.blob.core.windows.net']),
            JCLOUDS_IDENTITY: account.name,
          },
          secretEnv: { JCLOUDS_CREDENTIAL: key, S3PROXY_CREDENTIAL: password },
          dependsOn: [symbol(id)],
        },
        deployment,
      ),
    },
    parameters,
    native: [nativeId('Microsoft.App/containerApps', plainName(app))],
    values: {
      host,
      url: joined(['https://', host]),
      endpoint: joined(['https://', host]),
      accessKey: expression("'groundwork'"),
      secretKey: secretExpression(password.expression),
    },
    quantities: quantity.consumption(0.5, 1, 1),
    reach: (bucket, variables) => ({
      port: 443,
      user: null,
      properties: {
        url: from('url'),
        endpoint: from('url'),
        bucket: [bucket],
        region: ['us-east-1'],
        accessKey: from('accessKey'),
        secretKey: from('secretKey'),
      },
      variables: Object.fromEntries(Object.entries(variables).map(([variable, is]) => [variable, [is]])),
      environment: {
        AWS_ENDPOINT_URL_S3: from('url'),
        AWS_REGION: ['us-east-1'],
        AWS_ACCESS_KEY_ID: from('accessKey'),
        AWS_SECRET_ACCESS_KEY: from('secretKey'),
      },
    }),
  };
}
