import type { Blueprint } from '@groundwork/blueprint';
import { blueprintOf } from '../../tree/blueprint.fixture.ts';

/** A bakery's services, with the file of interest filled in by each test. */
export const project = (
  sdk: string,
  packages: readonly string[] = [],
  properties = '<TargetFramework>net8.0</TargetFramework>',
  more = '',
): string =>
  `<Project Sdk="${sdk}">
  <PropertyGroup>${properties}<ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>${packages.map((name) => `<PackageReference Include="${name}" Version="8.0.1" />`).join('\n')}</ItemGroup>${more}
</Project>`;

export const web = (packages: readonly string[] = []): string => project('Microsoft.NET.Sdk.Web', packages);

export const read = (files: Readonly<Record<string, string>>): Promise<Blueprint> => blueprintOf('bakery', files);
