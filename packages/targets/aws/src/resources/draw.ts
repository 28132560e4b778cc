import type { ResourceType } from '@groundwork/blueprint';
import type { Unsupported } from '@groundwork/provision';
import type { Canvas } from '../render/canvas.ts';
import { support } from '../support.ts';
import { drawObjectStorage } from './object-storage.ts';
import { drawDatabase } from './rds/database.ts';
import { drawRedis } from './redis.ts';
import type { Draw, Served } from './served.ts';

/** How each type that AWS has is drawn. */
const drawings: Readonly<Partial<Record<ResourceType, Draw>>> = {
  mssql: (resource, canvas) => drawDatabase(resource, canvas, 'mssql'),
  mysql: (resource, canvas) => drawDatabase(resource, canvas, 'mysql'),
  object_storage: drawObjectStorage,
  pgvector: (resource, canvas) => drawDatabase(resource, canvas, 'postgres'),
  postgres: (resource, canvas) => drawDatabase(resource, canvas, 'postgres'),
  redis: drawRedis,
};

/** Draws every resource of the deployment; what AWS has not is named in `canvas.unsupported`. */
export function drawResources(canvas: Canvas): Readonly<Record<string, Served>> {
  const served: Record<string, Served> = {};
  for (const resource of canvas.deployment.resources) {
    const { name } = resource;
    const { type, evidence } = resource.resource;
    const known = support[type];
    const drawing = drawings[type];
    const refused = (why: string): Unsupported => ({ resource: name, type, why, evidence });
    if ('unsupported' in known) canvas.unsupported.push(refused(known.unsupported));
    else if (drawing) served[name] = drawing(resource, canvas);
    else canvas.unsupported.push(refused(`${known.title} is not rendered yet`));
  }
  return served;
}
