import type { Target } from '@groundwork/provision';
import { openEngine } from './engine/engine.ts';
import { render } from './render/render.ts';
import { support } from './support.ts';

/** Amazon Web Services: CloudFormation stacks, ECS on Fargate. */
export const awsTarget: Target = {
  name: 'aws',
  title: 'Amazon Web Services',
  support,
  defaultRegion: (env) => env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'us-east-1',
  render,
  open: openEngine,
};
