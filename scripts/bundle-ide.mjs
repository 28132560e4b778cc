// Bundles the browser shell into apps/ide/dist, as apps/ide/vite.config.ts says.
import { build } from 'vite';

const folder = new URL('../apps/ide/', import.meta.url).pathname;
await build({ root: folder, configFile: `${folder}vite.config.ts`, logLevel: 'error' });
