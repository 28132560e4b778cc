import type { Blueprint } from '@groundwork/blueprint';
import type { Snippet } from '../prompt/hole.ts';

/** Lines at most: what is known of a service is short, or not worth its place. */
const most = 14;

/** What the blueprint knows that code in this file may need: variables with what they carry, its port, what it uses. No values. */
export function blueprintFacts({ services, resources }: Blueprint, path: string): Snippet | null {
  const own = services
    .filter(({ path: folder }) => folder === '.' || path.startsWith(`${folder}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  if (!own) return null;
  const types = new Map(resources.map((resource) => [resource.name, resource.type]));
  const variables = own.env.map(({ name, binding }) => {
    if (!binding) return name;
    if ('service' in binding) return `${name}: ${binding.property} of service ${binding.service}`;
    const form = binding.form ? `, ${binding.form}` : '';
    return `${name}: ${binding.property} of ${binding.resource} (${types.get(binding.resource) ?? 'resource'}${form})`;
  });
  if (variables.length === 0 && own.port === null) return null;
  const head = `service ${own.name}${own.framework ? `, ${own.framework}` : ''}${own.port === null ? '' : `, port ${own.port}`}`;
  return { path: 'environment variables', text: [head, ...variables].slice(0, most).join('\n') };
}
