import type { DeployedResource } from '@groundwork/provision';
import type { Canvas } from '../../render/canvas.ts';
import { drawFolder } from '../files.ts';
import type { Served } from '../served.ts';

/** A file of SQLite on a file system that outlives its service. Its locks go over a network, so one copy writes it. */
export function drawSqlite(resource: DeployedResource, canvas: Canvas): Served {
  const { name, id, told, users } = resource;
  const { mount, native } = drawFolder(resource, { path: `/srv/${id}`, account: 1000 }, canvas);
  const saying = told.variables.filter(({ property }) => property === 'url' || property === 'path' || property === 'database');
  if (saying.length === 0)
    canvas.note(
      `${name}: the code writes its database into its own folder, which ends with the container: let a variable say where, or use PostgreSQL`,
    );
  const many = canvas.deployment.services.filter(
    (service) => users.includes(service.name) && (service.replicas.max > 1 || users.length > 1),
  );
  if (many.length > 0)
    canvas.note(`${name}: a file of SQLite that several containers write at once is locked over a network, slowly: PostgreSQL fits better`);
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: 'a file on EFS',
    native,
    permissions: [],
    quantities: [],
    stateful: true,
    evidence: resource.resource.evidence,
  });
  return {
    reach: { host: [''], port: 0, user: null, password: null, database: null, path: `${mount.path}/${id}.sqlite3` },
    values: {},
    secrets: {},
    door: null,
    actions: null,
    mount,
  };
}
