// Writes packages/blueprint/schema/*.json from the zod schemas.
import { writeFileSync } from 'node:fs';
import { jsonSchemas } from '../packages/blueprint/src/json-schema.ts';

for (const [name, text] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(`../packages/blueprint/schema/${name}`, import.meta.url), text);
  console.log(`packages/blueprint/schema/${name}`);
}
