import type { Deployment } from '@groundwork/provision';
import type { ArmResource } from '../arm/template.ts';

/** Names of tags: by them an environment finds again what is its own, without remembering anything. */
export const tagNames = {
  environment: 'groundwork',
  service: 'groundwork-service',
  resource: 'groundwork-resource',
  stateful: 'groundwork-stateful',
} as const;

/** What marks everything of an environment. */
export const tagsOf = ({ name, environment }: Pick<Deployment, 'name' | 'environment'>): Record<string, string> => ({
  [tagNames.environment]: `${name}/${environment}`,
});

/** The same resources, those that can have tags marked as a resource of the blueprint. */
export function markedAs(name: string, stateful: boolean, resources: Readonly<Record<string, ArmResource>>): Record<string, ArmResource> {
  const own = { [tagNames.resource]: name, ...(stateful ? { [tagNames.stateful]: 'true' } : {}) };
  return Object.fromEntries(
    Object.entries(resources).map(([symbol, resource]) => {
      const { tags } = resource;
      return [symbol, tags === undefined ? resource : { ...resource, tags: { ...Object(tags), ...own } }];
    }),
  );
}
