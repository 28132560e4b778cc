import type { SocketRoute } from '../sockets/routes.ts';

/** `/lsp/ID`: our own language server, or another one that is started for this socket and ends with it. */
export const languageSocket: SocketRoute = async (workspace, id) => {
  if (id === 'groundwork') return (await import('./groundwork.ts')).groundworkSocket(workspace);
  const [{ languagesOf }, { runServer }] = await Promise.all([import('./languages.ts'), import('./run-server.ts')]);
  const languages = languagesOf(workspace);
  const found = languages.find(id);
  return found === null ? null : (socket) => languages.keep(runServer(socket, found, workspace));
};
