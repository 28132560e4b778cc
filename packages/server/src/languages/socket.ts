import type { SocketRoute } from '../sockets/routes.ts';

/** `/lsp/ID`. */
export const languageSocket: SocketRoute = async (workspace, id) =>
  id === 'groundwork' ? (await import('./groundwork.ts')).groundworkSocket(workspace) : null;
