import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where builders put a site, in the order of how surely that is one. */
const outputs = ['dist', 'build', 'out', '_site', 'www', '.output/public', 'public', 'site', '.'];

/** The folder with the finished page: one of the usual outputs, or one folder deeper (`dist/app/browser`). */
export function builtFolder(folder: string): string {
  for (const output of outputs) {
    const place = join(folder, output);
    if (existsSync(join(place, 'index.html'))) return place;
    if (output === '.' || output === 'public') continue;
    const [deeper] = globSync(['*/index.html', '*/*/index.html'], { cwd: place }).sort((a, b) => a.length - b.length);
    if (deeper !== undefined) return join(place, dirname(deeper));
  }
  return folder;
}
