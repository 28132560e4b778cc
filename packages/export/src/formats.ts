import type { CloudTarget } from '@groundwork/blueprint';
import { exportCompose } from './compose/compose.ts';
import { exportDevcontainer } from './devcontainer/devcontainer.ts';
import { exportWorkflow } from './github-actions/workflow.ts';
import { exportDockerfiles } from './dockerfile/dockerfiles.ts';
import type { Exported } from './file.ts';
import { exportIde } from './ide/ide.ts';
import { exportArm } from './native/arm.ts';
import { exportCloudFormation } from './native/cloudformation.ts';
import { exportKubernetes } from './native/kubernetes.ts';
import { exportTerraform } from './terraform/terraform.ts';
import { marked } from './mark.ts';
import type { ExportRequest } from './request.ts';

/** What can be exported, in the order a newcomer needs it. */
export interface ExportFormat {
  readonly title: string;
  /** Where it goes when nobody says, relative to the repository: where its own tool looks, or a folder of its own. */
  readonly folder: string;
  /** Targets it is rendered for; the first is taken where no environment is named. Empty where it is none of a cloud. */
  readonly targets: readonly CloudTarget[];
  /** How the path of the one file ends that is of use alone and can be printed; `null` where several belong together. */
  readonly single: string | null;
  readonly render: (request: ExportRequest) => Exported;
}

export const exportFormats = {
  compose: {
    title: 'everything on one machine: services, servers, migrations',
    folder: 'deploy/compose',
    targets: [],
    single: 'compose.yaml',
    render: exportCompose,
  },
  dockerfile: {
    title: 'an image for each service',
    folder: 'deploy/dockerfile',
    targets: [],
    single: '.Dockerfile',
    render: exportDockerfiles,
  },
  kubernetes: {
    title: 'manifests for a cluster',
    folder: 'deploy/kubernetes',
    targets: ['kubernetes'],
    single: null,
    render: exportKubernetes,
  },
  cloudformation: {
    title: 'templates for AWS',
    folder: 'deploy/cloudformation',
    targets: ['aws'],
    single: null,
    render: exportCloudFormation,
  },
  terraform: {
    title: 'Terraform for AWS or Google Cloud',
    folder: 'deploy/terraform',
    targets: ['gcp', 'aws'],
    single: null,
    render: exportTerraform,
  },
  arm: { title: 'templates for Azure', folder: 'deploy/arm', targets: ['azure'], single: null, render: exportArm },
  devcontainer: {
    title: 'a container to work in, with the servers beside it',
    folder: '.devcontainer',
    targets: [],
    single: 'devcontainer.json',
    render: exportDevcontainer,
  },
  'github-actions': {
    title: 'a workflow that builds, plans and deploys',
    folder: '.github/workflows',
    targets: ['kubernetes', 'aws', 'gcp', 'azure'],
    single: '.yml',
    render: exportWorkflow,
  },
  ide: { title: 'workspaces in a cluster, one for each user', folder: 'deploy/ide', targets: [], single: null, render: exportIde },
} as const satisfies Record<string, ExportFormat>;

export type FormatName = keyof typeof exportFormats;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys loses the key type of a closed table
export const formatNames = Object.keys(exportFormats) as FormatName[];

/** An export with the line at the top of each of its files that says whose it is; pure, like what it wraps. */
export function render(name: FormatName, request: ExportRequest): Exported {
  const format: ExportFormat = exportFormats[name];
  const { files, notes } = format.render(request);
  return { files: files.map((file) => ({ ...file, text: marked(file, name) })), notes };
}
