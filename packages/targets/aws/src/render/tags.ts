import type { Deployment } from '@groundwork/provision';
import type { Value } from '../cloudformation/value.ts';

/** Tags that say whose something is; costs are told apart by them. */
export const tagsOf = ({ title, environment }: Deployment, name?: string): Value => [
  ...(name === undefined ? [] : [{ Key: 'Name', Value: name }]),
  { Key: 'groundwork:project', Value: tagText(title) },
  { Key: 'groundwork:environment', Value: tagText(environment) },
];

/** What AWS takes as the value of a tag. */
const tagText = (text: string): string => text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ').slice(0, 256);
