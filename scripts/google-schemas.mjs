// Keeps the schemas of what target-gcp makes, from what the provider says of itself: `tofu providers schema -json` (or terraform's) in a
// folder whose configuration requires hashicorp/google at `providerVersion` of packages/targets/gcp/src/render/versions.ts:
//   node scripts/google-schemas.mjs SCHEMA.json
// Descriptions and what only is read are left out; the rest is as the provider has it (MPL-2.0: hashicorp/terraform-provider-google).
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const [file] = process.argv.slice(2);
const folder = resolve(import.meta.dirname, '../packages/targets/gcp/src/testing');
const all = JSON.parse(readFileSync(file ?? 0, 'utf8')).provider_schemas;
const google = Object.entries(all).find(([name]) => name.endsWith('/hashicorp/google'))[1];
const prefixes = readFileSync(resolve(folder, 'resource-types.txt'), 'utf8').trim().split('\n');

const block = ({ attributes = {}, block_types: blocks = {} }) => ({
  attributes: Object.fromEntries(
    Object.entries(attributes)
      .filter(([, { required, optional }]) => required || optional)
      .map(([name, { type, required }]) => [name, required ? { type, required } : { type }]),
  ),
  ...(Object.keys(blocks).length === 0
    ? {}
    : {
        blocks: Object.fromEntries(
          Object.entries(blocks).map(([name, { block: inner, nesting_mode: nesting, min_items: min, max_items: max }]) => [
            name,
            { nesting, ...(min ? { min } : {}), ...(max ? { max } : {}), ...block(inner) },
          ]),
        ),
      }),
});

const kept = Object.fromEntries(prefixes.map((type) => [type, block(google.resource_schemas[type].block)]));
writeFileSync(resolve(folder, 'provider-schema.json'), `${JSON.stringify(kept)}\n`);
