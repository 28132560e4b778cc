import { z } from 'zod';
import { parse } from '../terraform/document.ts';

/** What an archive holds: files stored as they are, as the engine writes them. */
export function unzipped(archive: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50;) {
    const size = archive.readUInt32LE(at + 18);
    const length = archive.readUInt16LE(at + 26);
    const start = at + 30 + length;
    files[archive.toString('utf8', at + 30, start)] = archive.toString('utf8', start, start + size);
    at = start + size;
  }
  return files;
}

export interface Configuration {
  /** Address to body, with variables and locals filled in; references to other resources stay as they are. */
  readonly resources: ReadonlyMap<string, Record<string, z.core.util.JSONType>>;
  readonly outputs: Readonly<Record<string, string>>;
}

const inputsSchema = z.object({ project: z.string(), region: z.string(), unprotected: z.array(z.string()) });
const localsSchema = z.object({
  locals: z.object({ secrets: z.record(z.string(), z.record(z.string(), z.string())).default({}) }).optional(),
});
const bodySchema = z.record(z.string(), z.json());

/** As much of Terraform's language as our configurations use. */
export function read(files: Readonly<Record<string, string>>): Configuration {
  const inputs = inputsSchema.parse(JSON.parse(files['terraform.tfvars.json'] ?? '{}'));
  const secrets = localsSchema.parse(JSON.parse(files['secrets.tf.json'] ?? '{}')).locals?.secrets ?? {};
  const images = z.record(z.string(), z.string()).parse(parse(files['main.tf.json']).variable?.['images']?.['default'] ?? {});
  const fill = (text: string): string =>
    text
      .replaceAll('${var.project}', inputs.project)
      .replaceAll('${var.region}', inputs.region)
      .replace(
        /\$\{local\.secrets\[\\"(.+?)\\"\]\.(\w+)\}/g,
        (_all, key: string, property: string) => secrets[key]?.[property] ?? 'missing',
      )
      .replace(/\$\{lookup\(var\.images, \\"(.+?)\\", .*?:latest\\"\)\}/g, (_all, image: string) => images[image] ?? 'latest')
      .replace(/"\$\{(!?)contains\(var\.unprotected, \\"(.+?)\\"\)\}"/g, (_all, not: string, name: string) =>
        String(inputs.unprotected.includes(name) !== (not === '!')),
      );
  const resources = new Map<string, Record<string, z.core.util.JSONType>>();
  const outputs: Record<string, string> = {};
  for (const [file, text] of Object.entries(files)) {
    if (!file.endsWith('.tf.json')) continue;
    const { resource = {}, output = {} } = parse(fill(text));
    for (const [type, named] of Object.entries(resource))
      for (const [name, body] of Object.entries(named)) resources.set(`${type}.${name}`, bodySchema.parse(body));
    for (const [name, body] of Object.entries(output))
      outputs[name] = `made of ${JSON.stringify(body['value'])}`.replaceAll(/[^\w. ]/g, '').slice(8);
  }
  return { resources, outputs };
}

/** References that nothing stands for: what Terraform itself would refuse. */
export function danglingIn({ resources }: Configuration): string[] {
  return [...resources].flatMap(([address, body]) =>
    (JSON.stringify(body).match(/(?<!data\.)google_\w+\.\w+/g) ?? [])
      .filter((reference) => !resources.has(reference))
      .map((reference) => `${address} refers to ${reference}`),
  );
}
