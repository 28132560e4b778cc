import type { Deployment, Reference } from '@groundwork/provision';
import type { Names } from './interpolate.ts';

/** A name that a shell takes for a variable. */
export const variableName = (text: string): string => {
  const plain = text.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(plain) ? plain : `_${plain}`;
};

/**
 * Names of `.env`: a secret keeps its own, the password of a server is named after it (`DB_PASSWORD`), unless the code asks for
 * something else under that name. Everything that was asked for is in `used`.
 */
export function namesOf(deployment: Deployment): { readonly names: Names; readonly used: ReadonlyMap<string, Reference> } {
  const taken = new Set([...deployment.generated, ...deployment.asked.map(({ name }) => name)]);
  const used = new Map<string, Reference>();
  const names: Names = (reference) => {
    const name = nameOf(reference);
    used.set(name, reference);
    return name;
  };
  return { names, used };

  function nameOf(reference: Reference): string {
    if (reference.of === 'secret')
      return /^[A-Za-z_]\w*$/.test(reference.name) ? reference.name : variableName(reference.name).toUpperCase();
    const plain = variableName(`${reference.name}_${reference.property}`.replace(/([a-z])([A-Z])/g, '$1_$2')).toUpperCase();
    return taken.has(plain) ? variableName(`${reference.name}_SERVER_${reference.property}`).toUpperCase() : plain;
  }
}
