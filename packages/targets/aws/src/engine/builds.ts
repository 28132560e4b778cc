import { BatchGetBuildsCommand, StartBuildCommand } from '@aws-sdk/client-codebuild';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { deployFailed, type CloudBuild } from '@groundwork/provision';
import { randomUUID } from 'node:crypto';
import { builderName, repositoryName } from '../names.ts';
import { ensureBucket } from './bucket.ts';
import { asked } from './errors.ts';
import { pause, type Session } from './session.ts';

/** Images built by CodeBuild: their folder goes to the environment's bucket, and comes out as an image in its repository. */
export function buildsOf(session: Session): CloudBuild {
  const { clients, bucket, context, account, region } = session;
  return {
    build: async ({ name, context: files, dockerfile }) => {
      await ensureBucket(session);
      const key = `once/${name}-${randomUUID()}.tar`;
      const where = `build of ${name}`;
      await asked(where, async () =>
        clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: await whole(files), ContentType: 'application/x-tar' })),
      );
      const repository = `${account}.dkr.ecr.${region}.amazonaws.com/${repositoryName(context, name)}`;
      const environment = { SOURCE: `s3://${bucket}/${key}`, REPOSITORY: repository, DOCKERFILE: dockerfile, TAG: key.slice(5, -4) };
      const { build } = await asked(where, () =>
        clients.codebuild.send(
          new StartBuildCommand({
            projectName: builderName(context),
            environmentVariablesOverride: Object.entries(environment).map(([variable, value]) => ({
              name: variable,
              value,
              type: 'PLAINTEXT',
            })),
          }),
        ),
      );
      const digest = await waitFor(build?.id ?? '', where);
      return `${repository}@${digest}`;
    },
  };

  async function waitFor(id: string, where: string): Promise<string> {
    for (;;) {
      const { builds: [build] = [] } = await asked(where, () => clients.codebuild.send(new BatchGetBuildsCommand({ ids: [id] })));
      const status = build?.buildStatus ?? 'IN_PROGRESS';
      context.host.notify({ type: 'progress', task: 'images', done: 0, total: null, detail: `${where}: ${build?.currentPhase ?? status}` });
      if (status === 'SUCCEEDED') {
        const digest = build?.exportedEnvironmentVariables?.find(({ name }) => name === 'DIGEST')?.value;
        if (digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest)) return digest;
        throw deployFailed('CodeBuild made an image and did not say which', 'Run it again', { where });
      }
      if (status !== 'IN_PROGRESS') {
        const failed = build?.phases?.find(({ phaseStatus }) => phaseStatus === 'FAILED');
        const reason = failed?.contexts?.[0]?.message ?? status;
        throw deployFailed(`CodeBuild could not build it: ${reason}`, `Its log: ${build?.logs?.deepLink ?? builderName(context)}`, {
          where,
        });
      }
      await pause(session);
    }
  }
}

/** A body of unknown length is sent in one piece: S3 wants to know how long it is. */
async function whole(files: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of files) parts.push(part);
  return Buffer.concat(parts);
}
