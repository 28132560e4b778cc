import type { Target } from '@groundwork/provision';
import { openAzure } from './engine/open.ts';
import { defaultRegion } from './region.ts';
import { renderAzure } from './render/render.ts';
import { support } from './resources/index.ts';

export const azure: Target = {
  name: 'azure',
  title: 'Azure',
  support,
  defaultRegion,
  render: renderAzure,
  open: openAzure,
};
