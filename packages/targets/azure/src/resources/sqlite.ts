import { part, type PartRenderer } from './part.ts';

/** A file of the share: NFS has the locks it needs, as long as one copy of one service writes. */
export const sqlite: PartRenderer = (resource, { users }) => {
  const { id, name } = resource;
  const folder = `/data/${id}`;
  const several = users.filter(({ replicas }) => replicas.max > 1).map((user) => user.name);
  return part({
    title: 'SQLite file on a share',
    reach: () => ({ port: 0, host: [''], user: null, password: null, database: null, path: `${folder}/database.sqlite3` }),
    share: true,
    mounts: [{ folder: id, path: folder }],
    notes:
      several.length === 0
        ? []
        : [`${name}: ${several.join(', ')} may run more than one copy, and a file database takes one that writes: set its replicas to 1`],
  });
};
