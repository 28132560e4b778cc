import { userFileSchema } from '@groundwork/protocol';

const top = '/User/';

/** The name of a person's own file by its path among the workbench's user data; `null` for what only this browser is to remember. */
export function userFileOf(path: string): string | null {
  const name = path.startsWith(top) ? path.slice(top.length) : '';
  return userFileSchema.safeParse(name).success ? name : null;
}

export const pathOfUserFile = (name: string): string => top + name;

export const snippetsFolder = '/User/snippets';
