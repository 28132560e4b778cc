import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CodeBuildClient } from '@aws-sdk/client-codebuild';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';

export interface Clients {
  readonly cloudformation: CloudFormationClient;
  readonly codebuild: CodeBuildClient;
  readonly ecr: ECRClient;
  readonly ecs: ECSClient;
  readonly logs: CloudWatchLogsClient;
  readonly route53: Route53Client;
  readonly s3: S3Client;
  readonly sagemaker: SageMakerClient;
  readonly secrets: SecretsManagerClient;
  readonly sts: STSClient;
}

export interface ClientOptions {
  readonly region: string;
  /** Profile of the person's AWS configuration. */
  readonly profile: string | undefined;
  /** Instead of AWS' own addresses: an emulator. */
  readonly endpoint: string | undefined;
}

/** Clients that wait by themselves when AWS asks for patience. */
export function openClients({ region, profile, endpoint }: ClientOptions): Clients {
  const options = {
    region,
    maxAttempts: 8,
    retryMode: 'adaptive',
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
  return {
    cloudformation: new CloudFormationClient(options),
    codebuild: new CodeBuildClient(options),
    ecr: new ECRClient(options),
    ecs: new ECSClient(options),
    logs: new CloudWatchLogsClient(options),
    route53: new Route53Client(options),
    // An emulator answers under one name, buckets being folders of it.
    s3: new S3Client({ ...options, forcePathStyle: endpoint !== undefined }),
    sagemaker: new SageMakerClient(options),
    secrets: new SecretsManagerClient(options),
    sts: new STSClient(options),
  };
}
