import { dockerfileFor, dockerignoreFor, imagesOf, type Files } from '@groundwork/images';
import { silentHost } from '@groundwork/host';
import { openFolder } from '@groundwork/scan';
import { scanFolder } from '@groundwork/toolkit';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { examples } from './example.ts';

async function filesOf(dir: string): Promise<Files> {
  const tree = openFolder(dir);
  const found = await tree.files();
  return { paths: found.map(({ path }) => path), read: (path) => tree.read(path)?.text ?? null };
}

it.each(['lending-library', 'loaf-forecast', 'orchard', 'tea-shop'])('images of %s', async (name) => {
  const dir = join(examples, name);
  const [{ blueprint }, files] = await Promise.all([scanFolder(dir, { host: silentHost }), filesOf(dir)]);
  for (const image of imagesOf(blueprint.services)) {
    const text = dockerfileFor(image, { files, resources: blueprint.resources });
    await expect(text).toMatchFileSnapshot(`snapshots/images/${name}.${image.name}.Dockerfile`);
  }
  await expect(dockerignoreFor(files)).toMatchFileSnapshot('snapshots/images/dockerignore');
});
