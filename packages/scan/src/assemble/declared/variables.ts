import type { DeclaredVariable } from '../../manifests/declaration.ts';
import { folderOf, isUnder } from '../../repository/paths.ts';
import type { Declared } from './apply.ts';
import type { Deployment } from './units.ts';

export interface Listed {
  readonly variable: DeclaredVariable;
  /** A platform sets it to that for this service: what the code would use instead no longer matters. */
  readonly explicit: boolean;
  /** Worth naming only where the code reads it: of an image, or of a file shared by many. */
  readonly quiet: boolean;
}

/** Formats that set a value for production; compose files and images set what suits a container. */
const setting: ReadonlySet<string> = new Set([
  'render',
  'fly',
  'digitalocean',
  'app-engine',
  'serverless',
  'cloudformation',
  'kubernetes',
  'app-json',
  'heroku',
  'truss',
  'bento',
]);

/** Variables that manifests list for a service, loudest first. */
export function variablesOf({ draft, units }: Declared, deployment: Deployment): Listed[] {
  const files = new Set(units.flatMap(({ service }) => service.variableFiles));
  const own = units
    .filter(({ standing }) => standing !== 'test' && standing !== 'aside')
    .flatMap(({ declaration, standing, service }) =>
      service.variables.map((variable): Listed => {
        const beside = variable.evidence.file !== declaration.file || declaration.format === 'dockerfile';
        return {
          variable,
          explicit: !beside && standing === 'production' && setting.has(declaration.format),
          quiet: beside || standing === 'development',
        };
      }),
    );
  const listed = deployment.variables.flatMap(({ declaration, standing, variable }): Listed[] => {
    if (standing === 'test' || standing === 'aside' || files.has(declaration.file)) return [];
    const folder = folderOf(declaration.file);
    const here = isUnder(folder, draft.component.path) || isUnder(folder, draft.path);
    const around = isUnder(draft.path, folder);
    if (!here && !around) return [];
    const infrastructure = declaration.format === 'terraform' || declaration.format === 'bicep' || declaration.format === 'devcontainer';
    return [
      {
        variable,
        explicit: declaration.format === 'app-json' && around,
        quiet:
          infrastructure ||
          ((declaration.format === 'dotenv' || declaration.format === 'readme') && !here) ||
          (around && !here && draft.path !== folder),
      },
    ];
  });
  return [...own, ...listed];
}
