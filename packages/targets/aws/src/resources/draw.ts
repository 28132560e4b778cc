import type { ResourceType } from '@groundwork/blueprint';
import { serverImageOf, type DeployedResource, type Unsupported } from '@groundwork/provision';
import type { Canvas } from '../render/canvas.ts';
import { support } from '../support.ts';
import { drawServer } from './container/server.ts';
import { drawDocumentdb } from './databases/documentdb.ts';
import { drawDynamodb } from './databases/dynamodb.ts';
import { drawOpensearch } from './databases/opensearch.ts';
import { drawSqlite } from './databases/sqlite.ts';
import { drawMemcached } from './memcached.ts';
import { canSpeakTls, drawAmazonMq } from './messaging/amazon-mq.ts';
import { drawKinesis } from './messaging/kinesis.ts';
import { drawSns } from './messaging/sns.ts';
import { drawSqs } from './messaging/sqs.ts';
import { drawObjectStorage } from './object-storage.ts';
import { drawLanguageModels, drawOutside } from './outside.ts';
import { drawDatabase } from './rds/database.ts';
import { drawRedis } from './redis.ts';
import type { Draw, Served } from './served.ts';

/** How each type that AWS has is drawn. */
const drawings: Readonly<Partial<Record<ResourceType, Draw>>> = {
  dynamodb: drawDynamodb,
  elasticsearch: (resource, canvas) => (wantsOpensearch(resource) ? drawOpensearch : drawServer)(resource, canvas),
  kinesis: drawKinesis,
  llm_api: drawLanguageModels,
  memcached: drawMemcached,
  // It wants an account, and code without a variable for one has none.
  mongodb: (resource, canvas) => (resource.told.password ? drawDocumentdb : drawServer)(resource, canvas),
  mssql: (resource, canvas) => drawDatabase(resource, canvas, 'mssql'),
  mysql: (resource, canvas) => drawDatabase(resource, canvas, 'mysql'),
  object_storage: drawObjectStorage,
  pgvector: (resource, canvas) => drawDatabase(resource, canvas, 'postgres'),
  pinecone: drawOutside,
  postgres: (resource, canvas) => drawDatabase(resource, canvas, 'postgres'),
  rabbitmq: (resource, canvas) => (canSpeakTls(resource) ? drawAmazonMq : drawServer)(resource, canvas),
  redis: drawRedis,
  smtp: drawOutside,
  sns: drawSns,
  sqlite: drawSqlite,
  sqs: drawSqs,
};

/** Elasticsearch's own clients refuse to talk to OpenSearch, which the service is. */
const wantsOpensearch = ({ resource, settings }: DeployedResource): boolean =>
  settings.serving === 'managed' || resource.evidence.some(({ why }) => /opensearch/i.test(why));

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
    else if (resource.settings.serving === 'external') served[name] = drawOutside(resource, canvas);
    else if (drawing && (resource.settings.serving !== 'container' || serverImageOf(type) === null))
      served[name] = drawing(resource, canvas);
    else served[name] = drawServer(resource, canvas);
  }
  return served;
}
