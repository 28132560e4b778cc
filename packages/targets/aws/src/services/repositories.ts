import { logical, repositoryName } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';

/** Logical id of the repository of an image. */
export const repositoryOf = (image: string): string => `${logical(image)}Repository`;

/** A repository for each image: tags never change, images are looked through for known holes, and old ones go. */
export function drawRepositories(canvas: Canvas): void {
  const { foundations, deployment, items } = canvas;
  const images = [...new Set(deployment.services.map(({ image }) => image))];
  if (images.length === 0) return;
  const native = images.map((image) =>
    foundations.add(repositoryOf(image), {
      Type: 'AWS::ECR::Repository',
      Properties: {
        // Without it a repository that holds images could not be deleted; what is in it can be built again.
        EmptyOnDelete: true,
        ImageScanningConfiguration: { ScanOnPush: true },
        ImageTagMutability: 'IMMUTABLE',
        LifecyclePolicy: { LifecyclePolicyText: lifecycle },
        RepositoryName: repositoryName(deployment, image),
        Tags: tagsOf(deployment),
      },
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    }),
  );
  items.push({
    id: 'registry',
    kind: 'registry',
    name: 'images',
    title: `ECR, ${images.length === 1 ? '1 repository' : `${images.length} repositories`}`,
    native,
    permissions: [],
    quantities: [{ price: 'aws.ecr.storage', label: 'images', amount: null }],
    stateful: false,
    evidence: [],
  });
}

const lifecycle = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: 'Keep the last 10 images',
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 10 },
      action: { type: 'expire' },
    },
  ],
});
