import { bicepReader } from './cloud/bicep.ts';
import { armReader } from './cloud/arm.ts';
import { cloudFormationReader } from './cloud/cloudformation.ts';
import { helmReader } from './cloud/helm.ts';
import { kubernetesReader } from './cloud/kubernetes.ts';
import { serverlessReader } from './cloud/serverless.ts';
import { terraformReader } from './cloud/terraform.ts';
import { composeReader } from './compose/reader.ts';
import type { DeclarationReader } from './declaration.ts';
import { devcontainerReader } from './devcontainer.ts';
import { dockerfileReader } from './dockerfile.ts';
import { dotenvReader } from './dotenv.ts';
import { githubActionsReader } from './github-actions.ts';
import { bentoReader } from './models/bento.ts';
import { cogReader } from './models/cog.ts';
import { dvcReader } from './models/dvc.ts';
import { mlprojectReader } from './models/mlproject.ts';
import { trussReader } from './models/truss.ts';
import { appEngineReader } from './platforms/app-engine.ts';
import { appJsonReader } from './platforms/app-json.ts';
import { azdReader } from './platforms/azd.ts';
import { digitalOceanReader } from './platforms/digitalocean.ts';
import { flyReader } from './platforms/fly.ts';
import { herokuReader } from './platforms/heroku.ts';
import { netlifyReader } from './platforms/netlify.ts';
import { procfileReader } from './platforms/procfile.ts';
import { railwayReader } from './platforms/railway.ts';
import { renderReader } from './platforms/render.ts';
import { vercelReader } from './platforms/vercel.ts';
import { readmeReader } from './readme.ts';
import { startScriptReader } from './start-script.ts';
import { supervisordReader } from './servers/supervisord.ts';
import { systemdReader } from './servers/systemd.ts';
import { toolVersionsReader } from './tool-versions.ts';

/**
 * Every format of deployment manifest; where two describe the same service the earlier one wins. First come platforms that
 * build the repository itself and are told how, then formats of models, then containers (what runs in an image may differ from
 * the checkout), then machines and clouds, and last what only shows or tests.
 */
export const declarationReaders: readonly DeclarationReader[] = [
  renderReader,
  procfileReader,
  railwayReader,
  appEngineReader,
  digitalOceanReader,
  flyReader,
  herokuReader,
  appJsonReader,
  serverlessReader,
  cloudFormationReader,
  vercelReader,
  netlifyReader,
  azdReader,
  cogReader,
  trussReader,
  bentoReader,
  mlprojectReader,
  dvcReader,
  composeReader,
  helmReader,
  kubernetesReader,
  dockerfileReader,
  systemdReader,
  supervisordReader,
  bicepReader,
  armReader,
  terraformReader,
  devcontainerReader,
  toolVersionsReader,
  dotenvReader,
  startScriptReader,
  githubActionsReader,
  readmeReader,
];
