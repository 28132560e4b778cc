import { isTest } from '../../repository/paths.ts';
import type { LanguageReader } from '../language.ts';
import { dotnetComponents } from './components.ts';
import { resolveDotnet } from './imports.ts';
import { linkDotnet } from './link/link.ts';
import { isDotnetManifest, readDotnetManifest, type DotnetManifest } from './manifest.ts';
import { dotnetServices } from './services/index.ts';
import { readCSharp } from './syntax/file.ts';

/** Generated code, migrations, of which only the names matter, and what only tests run. */
const passedOver =
  /(\.(g|designer|generated)(\.i)?|ModelSnapshot|AssemblyInfo)\.cs$|(^|\/)(obj|bin)\/|\/\d{14}_\w+\.cs$|(^|\/)[\w.]+\.(Unit|Integration|Functional|Acceptance|E2E)?Tests?\//i;

/** How classes that are filled from configuration are named: the last word of the name, before what may follow it. */
const optionClasses = ['Options', 'Settings', 'Config', 'Configuration'].flatMap((name) =>
  ['\n', '\r', ' {', ' :', '('].map((after) => `${name}${after}`),
);

/** C#; F# and Visual Basic by their projects alone. */
export const dotnet: LanguageReader<DotnetManifest> = {
  language: 'dotnet',
  grammar: (path) => (path.endsWith('.cs') && !passedOver.test(path) && !isTest(path) ? 'csharp' : null),
  words: [
    'Environment.GetEnvironmentVariable',
    'IConfiguration',
    '.Configuration',
    'ConfigurationBuilder',
    'configuration[',
    'config[',
    'GetConnectionString',
    'IOptions',
    ...optionClasses,
    'BackgroundService',
    'HostedService',
    ' Main(',
    'CreateBuilder',
    'CreateDefaultBuilder',
    'MapGet',
    'MapHealthChecks',
    'UseHealthChecks',
    'UseUrls',
    'ListenAnyIP',
    'global using',
    'public const string',
    'internal const string',
    'while (true)',
    'IsCancellationRequested',
    'Migrate',
  ],
  readModule: readCSharp,
  isManifest: isDotnetManifest,
  readManifest: readDotnetManifest,
  resolveImport: resolveDotnet,
  link: linkDotnet,
  components: dotnetComponents,
  services: dotnetServices,
};
