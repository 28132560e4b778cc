import { baseName, isUnder } from '../../files.ts';
import { dotnet as image } from '../base-images.ts';
import { run, type Making, type Recipe } from '../recipe.ts';

const manifest =
  /\.(?:cs|fs|vb)proj$|\.sln$|\.slnx$|^(?:nuget\.config|global\.json|Directory\.(?:Build|Packages)\.(?:props|targets)|packages\.lock\.json)$/i;

export function dotnet({ service, files, scope, code, install, runs, folder }: Making): Recipe {
  const { version } = service.runtime;
  const published = runs.length > 0 && runs.every((command) => /^cd out && /.test(command));
  return {
    build: image(version, 'sdk'),
    runtime: published ? image(version, 'aspnet') : image(version, 'sdk'),
    buildEnv: { DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', NUGET_XMLDOC_MODE: 'skip' },
    manifests: files.paths.filter((path) => isUnder(path, scope) && manifest.test(baseName(path))),
    dependencies: install.map((each) => run(each)),
    finish: [],
    wholeFirst: null,
    strip: [],
    runtimeEnv: { DOTNET_ENVIRONMENT: 'Production', DOTNET_RUNNING_IN_CONTAINER: 'true' },
    artifacts: published
      ? [{ from: `${folder}/out`, to: `${folder}/out`, why: 'What was published: assemblies and the files beside them.', owned: true }]
      : [{ from: code, to: code, why: 'Everything: what is started is no published program.', owned: true }],
  };
}
