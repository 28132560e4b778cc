// npm run package:extension: apps/extension/groundwork.vsix, which desktop editors and code-server install. A .vsix is a zip
// with the extension below `extension/`, and two files that say what it is (Open Packaging Conventions).
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';

const folder = new URL('../apps/extension/', import.meta.url);
const dist = new URL('dist/', folder).pathname;
const manifest = JSON.parse(await readFile(join(dist, 'package.json'), 'utf8'));

const entries = await readdir(dist, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .filter((name) => !name.startsWith('types/') && name !== 'files.json')
  .sort();

const contents = {
  'extension.vsixmanifest': text(packageManifest()),
  '[Content_Types].xml': text(contentTypes()),
};
for (const name of files) contents[`extension/${name}`] = await readFile(join(dist, name));
const target = new URL('groundwork.vsix', folder).pathname;
// The same files make the same package.
await writeFile(target, zipSync(contents, { level: 9, mtime: new Date(1980, 0, 2) }));
console.log(`${relative(process.cwd(), target)}: ${files.length} files`);

function packageManifest() {
  const { name, publisher, version, displayName, description, keywords, categories, engines, extensionKind } = manifest;
  const property = (id, value) => `<Property Id="Microsoft.VisualStudio.Code.${id}" Value="${escaped(value)}" />`;
  const asset = (type, path) => `<Asset Type="${type}" Path="extension/${path}" Addressable="true" />`;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${escaped(name)}" Version="${escaped(version)}" Publisher="${escaped(publisher)}" />
    <DisplayName>${escaped(displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(description)}</Description>
    <Tags>${escaped([...keywords, '__web_extension'].join(','))}</Tags>
    <Categories>${escaped(categories.join(','))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
      ${property('Engine', engines.vscode)}
      ${property('ExtensionDependencies', '')}
      ${property('ExtensionPack', '')}
      ${property('ExtensionKind', extensionKind.join(','))}
      ${property('LocalizedLanguages', '')}
    </Properties>
    <License>extension/LICENSE</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code" />
  </Installation>
  <Dependencies />
  <Assets>
    ${asset('Microsoft.VisualStudio.Code.Manifest', 'package.json')}
    ${asset('Microsoft.VisualStudio.Services.Content.Details', 'README.md')}
    ${asset('Microsoft.VisualStudio.Services.Content.License', 'LICENSE')}
  </Assets>
</PackageManifest>
`;
}

function contentTypes() {
  const types = { cjs: 'application/javascript', js: 'application/javascript', json: 'application/json', css: 'text/css' };
  const more = { md: 'text/markdown', svg: 'image/svg+xml', vsixmanifest: 'text/xml' };
  const defaults = Object.entries({ ...types, ...more }).map(([name, type]) => `<Default Extension=".${name}" ContentType="${type}" />`);
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.join('')}<Override PartName="/extension/LICENSE" ContentType="text/plain" /></Types>
`;
}

function escaped(value) {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function text(value) {
  return new TextEncoder().encode(value);
}
