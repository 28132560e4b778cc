import { GroundworkError } from '@groundwork/host';
import type { Rendered } from '@groundwork/provision';
import type { ExportRequest } from '../request.ts';
import { oneLine } from '../text/line.ts';

/** The target's own files, as if everything that the code insists on were given, with images by their names. */
export function renderedFor({ deployment, target }: ExportRequest, images: Readonly<Record<string, string>> = {}): Rendered {
  if (target === null) throw new GroundworkError({ code: 'target.not_here', message: `${deployment.target} is not in this release` });
  return target.render(deployment, { images, given: new Set(requiredNames(deployment)), leaveOut: true });
}

/** Names of what a person has to give. */
export const requiredNames = ({ asked }: ExportRequest['deployment']): string[] =>
  asked
    .filter(({ required }) => required)
    .map(({ name }) => name)
    .sort();

/** Names of the images of a deployment. */
export const imagesOf = ({ deployment }: ExportRequest): string[] => [...new Set(deployment.services.map(({ image }) => image))].sort();

/** What a person should know of it. */
export function notesOf({ notes, unsupported }: Rendered, { leftOut, asked }: ExportRequest['deployment']): string[] {
  const free = asked.filter(({ required }) => !required).map(({ name }) => name);
  return [
    ...notes,
    ...unsupported.map(({ resource, type, why }) => `${resource} (${type}) is not in it: ${why}`),
    ...leftOut.map(({ name, why }) => `${name} is left out: ${why}`),
    ...(free.length === 0 ? [] : [`May be given as well, the code works without: ${free.join(', ')}`]),
  ].map((note) => oneLine(note, 1000));
}
