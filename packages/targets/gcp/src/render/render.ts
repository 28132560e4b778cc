import { unsupported as notSupported, type Deployment, type Rendered, type RenderOptions, type Unsupported } from '@groundwork/provision';
import { support } from '../support.ts';
import { textOfFile, type Block, type File } from '../terraform/block.ts';
import { environmentItems } from './items.ts';
import { frameOf } from './frame.ts';
import { wiringOf, type Wiring } from './wiring.ts';
import { secretsFile } from './secrets-file.ts';
import { versionsFile } from './versions.ts';

const files: readonly File[] = ['main', 'jobs', 'services', 'secrets'];

/** A deployment as a Terraform configuration, and what a person reads of it. Pure. Throws `target.unsupported`. */
export function renderGoogle(deployment: Deployment, { images, given, leaveOut = false }: RenderOptions): Rendered {
  const context = { deployment, given, images };
  const missing = unsupportedIn(deployment);
  const wiring = wiringOf(context);
  if ((missing.length > 0 || wiring.unfit.length > 0) && !leaveOut) throw refused(missing, wiring);
  const blocks = [...frameOf(context, wiring), ...wiring.blocks, ...secretsFile(wiring.secrets, context, wiring.made)];
  return {
    target: 'gcp',
    files: { ...textsOf(blocks), 'versions.tf.json': versionsFile('alone') },
    items: environmentItems(context, wiring, blocks),
    unsupported: missing,
    notes: wiring.notes,
  };
}

function textsOf(blocks: readonly Block[]): Record<string, string> {
  return Object.fromEntries(
    files.flatMap((file) => {
      const text = textOfFile(blocks, file);
      return text === null ? [] : [[`${file}.tf.json`, text]];
    }),
  );
}

function unsupportedIn({ resources }: Deployment): Unsupported[] {
  return resources.flatMap(({ name, resource }) => {
    const has = support[resource.type];
    return 'unsupported' in has ? [{ resource: name, type: resource.type, why: has.unsupported, evidence: resource.evidence }] : [];
  });
}

function refused(missing: readonly Unsupported[], { unfit }: Wiring) {
  const at = missing[0]?.evidence[0] ?? unfit[0]?.service.service.evidence[0];
  const all = [
    ...missing.map(({ resource, why }) => `${resource} (${why})`),
    ...unfit.map(({ service, why }) => `${service.name} (${why})`),
  ];
  return notSupported(
    `Google Cloud cannot have ${all.join('; ')}`,
    'Say in groundwork.yaml that it is not needed, or deploy to another target: gw env add NAME --target kubernetes',
    { where: at ? `${at.file}:${at.line}` : 'the blueprint' },
  );
}
