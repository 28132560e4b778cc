import { storageApi, type DeployedResource, type Reach } from '@groundwork/provision';
import { linesOf, type Canvas } from '../render/canvas.ts';
import { drawClaim, fileDatabaseFolder } from '../render/volumes.ts';
import { drawContainer, imageFor, tagOf } from './container.ts';
import { drawOperated, operators } from './operators.ts';
import { outside, support } from './support.ts';

/** Draws what serves a resource; `null` where the code has to be told of one that is elsewhere. */
export function drawResource(canvas: Canvas, deployed: DeployedResource): Reach | null {
  const { resource, settings, name } = deployed;
  const refuse = (why: string): null => {
    canvas.unsupported.push({ resource: name, type: resource.type, why, evidence: resource.evidence });
    return null;
  };
  if (settings.serving === 'external' || outside.has(resource.type)) return drawOutside(canvas, deployed);
  if (settings.serving === 'managed') return refuse('a cluster has no servers of its own: serving may be container, operator or external');
  const known = support[resource.type];
  if ('unsupported' in known) return refuse(known.unsupported);
  if (settings.serving === 'operator') {
    const operator = operators[resource.type];
    return operator
      ? drawOperated(canvas, deployed, operator)
      : refuse('no operator is known for it: serving may be container or external');
  }
  if (resource.type === 'sqlite') return drawFile(canvas, deployed);
  const image = imageFor(deployed, canvas);
  if (image === null)
    return refuse(
      `the code speaks the interface of ${storageApi(resource.evidence)}, which nothing in a cluster serves (serving: external)`,
    );
  const tag = tagOf(image, deployed);
  if (tag === null) return refuse(`no image of ${image.title} has ${resource.extensions.join(', ')} (serving: external)`);
  return drawContainer(canvas, deployed, image, tag);
}

/** What is elsewhere: the person says where, by the names of the variables that carry it. */
function drawOutside(canvas: Canvas, { name, resource, told }: DeployedResource): null {
  const variables = told.variables.map((variable) => variable.name);
  const [first] = variables;
  if (first !== undefined) canvas.note(`${name} is outside of the cluster: gw secrets set ${[...new Set(variables)].join(', ')}`);
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: 'outside of the cluster',
    native: [],
    permissions: [],
    quantities: [],
    stateful: false,
    evidence: resource.evidence,
  });
  return null;
}

/** A file database is a file on a volume, and whoever uses it is on the node that has it. */
function drawFile(canvas: Canvas, { id, name, resource, users, settings }: DeployedResource): Reach {
  const item = `resource:${name}`;
  const gib = settings.storage ?? 1;
  const claim = drawClaim(canvas, item, {
    claim: `${id}-data`,
    id,
    component: 'file',
    gib,
    why: [`the file of ${name}`, ...linesOf(resource.evidence)],
  });
  if (users.length > 1) canvas.note(`${users.join(', ')} share the file of ${name}: they run on the node that has its volume`);
  canvas.items.push({
    id: item,
    kind: 'resource',
    name,
    title: `a file on a volume of ${gib} GiB`,
    native: [claim],
    permissions: [],
    quantities: [],
    stateful: true,
    evidence: resource.evidence,
  });
  return { host: [''], port: 0, user: null, password: null, database: null, path: `${fileDatabaseFolder(id)}/${id}.db` };
}
