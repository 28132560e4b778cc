import { posix } from 'node:path';
import { dockerfileFor, dockerignoreFor, type Files } from '@groundwork/images';
import type { Service } from '@groundwork/blueprint';
import type { Deployment } from '@groundwork/provision';
import type { Exported, ExportedFile } from '../file.ts';
import { dockerfileName, type Dockerfile, type ExportRequest } from '../request.ts';
import { markdown } from '../text/markdown.ts';

/** How the images of a deployment are built. `here` is the folder they are exported to, seen from the repository's. */
export function dockerfilesOf({ services, blueprint }: Deployment, files: Files, here: string): Dockerfile[] {
  const ignore = dockerignoreFor(files);
  return [...Map.groupBy(services, ({ image }) => image)].flatMap(([image, all]) => {
    const [first, ...more] = all.map(({ service }): Service => service);
    if (!first) return [];
    const made = dockerfileFor({ name: image, services: [first, ...more] }, { files, resources: blueprint.resources });
    const command = `docker build --file ${posix.join(here, dockerfileName(image))} .`;
    return [
      {
        image,
        text: made.replace(/^(# Build it at the root of the repository: ).*$/m, (_, start: string) => `${start}${command}`),
        ignore,
        folder: [...made.matchAll(/^WORKDIR (\S+)$/gm)].at(-1)?.[1] ?? '/app',
        healthcheck: /^HEALTHCHECK /m.test(made),
      },
    ];
  });
}

/** The Dockerfiles as files, each with what is not sent to the builder, where BuildKit looks for it. */
export const dockerfileFiles = (dockerfiles: readonly Dockerfile[]): ExportedFile[] =>
  dockerfiles.flatMap(({ image, text, ignore }) => [
    { path: dockerfileName(image), text },
    ...(ignore === '' ? [] : [{ path: `${dockerfileName(image)}.dockerignore`, text: ignore }]),
  ]);

/** `docker build --file api.Dockerfile ../..` */
export function exportDockerfiles({ dockerfiles, deployment, root }: ExportRequest): Exported {
  const lines = [
    `# Images of ${markdown(deployment.title)}`,
    '',
    'Built from the root of the repository, by Docker (BuildKit), Podman or Buildah:',
    '',
    '```sh',
    ...dockerfiles.map(({ image }) => `docker build --file ${dockerfileName(image)} --tag ${deployment.name}-${image} ${root}`),
    '```',
    '',
    '| image | services | started with |',
    '|---|---|---|',
    ...deployment.services.map(
      ({ image, name, command }) => `| ${image} | ${markdown(name)} | ${command === null ? 'as it is' : markdown(command)} |`,
    ),
    '',
    'Each runs as user 10001. Variables and secrets are told at run time; none is in an image.',
  ];
  return { files: [...dockerfileFiles(dockerfiles), { path: 'README.md', text: `${lines.join('\n')}\n` }], notes: [] };
}
