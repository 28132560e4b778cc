import type { Login } from '../image.ts';

/** An account of the server, with its database. */
export const account = ({ user, password, database }: Login) => ({ user, password, database });

/** A server whose address is a page's. */
export const page = ({ host, port }: Login, properties: Readonly<Record<string, string>> = {}) => {
  const url = `http://${host}:${port}`;
  return { properties: { url, endpoint: url, ...properties } };
};

/** With a key only where the code can be told one. */
export const keyed = (login: Login) => page(login, wantsKey(login) ? { apiKey: login.password } : {});

export const key = (login: Login, name: string): Record<string, string> => (wantsKey(login) ? { [name]: login.password } : {});

const wantsKey = ({ told }: Login): boolean => told.variables.some(({ property }) => property === 'apiKey');
