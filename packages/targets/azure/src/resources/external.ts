import { part, type PartRenderer } from './part.ts';

/** What is there already, outside of this environment: its address and keys are given as secrets. */
export const external: PartRenderer = ({ name, told }) => {
  const variables = [...new Set(told.variables.map((variable) => variable.name))];
  return part({
    title: 'outside of this environment',
    reach: () => null,
    notes: variables.length === 0 ? [] : [`${name} is not made here: give ${variables.join(', ')} with \`gw secrets set\``],
  });
};

/** Services of other companies: their keys are a person's to give, which the deployment asks for itself. */
export const outside: PartRenderer = () => part({ title: 'a service of others, by its key', reach: () => null });
