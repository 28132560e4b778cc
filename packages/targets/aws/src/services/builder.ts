import { account, arn, attribute, joined, ref, region } from '../cloudformation/value.ts';
import { bucketPrefix, builderName } from '../names.ts';
import { allow, assumedBy } from '../permissions/statements.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import { repositoryOf } from './repositories.ts';

/** What CodeBuild does. Everything that comes from elsewhere arrives as variables, and none of them is read as a command. */
const steps = `version: 0.2
env:
  exported-variables: [DIGEST]
phases:
  build:
    commands:
      - aws ecr get-login-password | docker login --username AWS --password-stdin "\${REPOSITORY%%/*}"
      - mkdir /tmp/source && aws s3 cp "$SOURCE" - | tar -x -C /tmp/source
      - docker build --file "/tmp/source/$DOCKERFILE" --tag "$REPOSITORY:$TAG" /tmp/source
      - docker push "$REPOSITORY:$TAG"
      - DIGEST=$(docker inspect --format '{{index .RepoDigests 0}}' "$REPOSITORY:$TAG" | cut -d@ -f2)
`;

/** The project that builds images where the person's machine has nothing to build with. It costs nothing until it does. */
export function drawBuilder(canvas: Canvas): void {
  const { foundations, deployment, items } = canvas;
  const repositories = [...new Set(deployment.services.map(({ image }) => repositoryOf(image)))];
  if (repositories.length === 0) return;
  const name = builderName(deployment);
  const group = `/groundwork/${name}`;
  const bucket = joined(['arn:', ref('AWS::Partition'), ':s3:::', bucketPrefix(deployment), '-', account, '-', region, '/once/*']);
  foundations.add('BuilderLogs', {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: group, RetentionInDays: 14, Tags: tagsOf(deployment) },
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
  });
  foundations.add('BuilderRole', {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: assumedBy('codebuild.amazonaws.com'),
      Description: 'Builds images',
      Policies: [
        {
          PolicyName: 'build',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              allow(['s3:GetObject'], [bucket]),
              allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [attribute('BuilderLogs', 'Arn')]),
              allow(['ecr:GetAuthorizationToken'], ['*']),
              allow(
                [
                  'ecr:BatchCheckLayerAvailability',
                  'ecr:BatchGetImage',
                  'ecr:CompleteLayerUpload',
                  'ecr:GetDownloadUrlForLayer',
                  'ecr:InitiateLayerUpload',
                  'ecr:PutImage',
                  'ecr:UploadLayerPart',
                ],
                repositories.map((repository) => attribute(repository, 'Arn')),
              ),
            ],
          },
        },
      ],
      Tags: tagsOf(deployment),
    },
  });
  foundations.add('Builder', {
    Type: 'AWS::CodeBuild::Project',
    Properties: {
      Artifacts: { Type: 'NO_ARTIFACTS' },
      // Only who may read a project may see what it builds with.
      EncryptionKey: arn('kms', ['alias/aws/s3']),
      Environment: {
        ComputeType: 'BUILD_GENERAL1_MEDIUM',
        Image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
        // Docker runs inside of it.
        PrivilegedMode: true,
        Type: 'LINUX_CONTAINER',
      },
      LogsConfig: { CloudWatchLogs: { GroupName: group, Status: 'ENABLED' } },
      Name: name,
      ServiceRole: attribute('BuilderRole', 'Arn'),
      Source: { BuildSpec: steps, Type: 'NO_SOURCE' },
      Tags: tagsOf(deployment),
      TimeoutInMinutes: 60,
    },
  });
  items.push({
    id: 'registry:builder',
    kind: 'registry',
    name: 'builder',
    title: 'CodeBuild, for machines without a builder',
    native: ['BuilderLogs', 'BuilderRole', 'Builder'],
    permissions: [],
    quantities: [{ price: 'aws.codebuild.general1.medium', label: 'minutes of building', amount: null }],
    stateful: false,
    evidence: [],
  });
}
