export { withObserved, type Mentions } from './observed/apply.ts';
export type { Observation } from './observed/schema.ts';
export { keepObservation, readObserved } from './observed/store.ts';
export { focusPlan, type Focus } from './plan/focus.ts';
export { carrierOf, planEnvironment, type PlanOptions } from './plan/plan.ts';
export type { CommandStep, LeftOut, Plan, ResourceStep, RunMode, StartStep, Step } from './plan/step.ts';
export { awsAccessKey, awsAccount, awsConnection, awsRegion } from './servers/aws.ts';
export { bucketsOf, type Buckets } from './servers/buckets.ts';
export { accountOf, databaseOf, identifier, userOf } from './servers/identifier.ts';
export { tagged, type Login, type Ready, type ServerImage } from './servers/image.ts';
export { serverImageOf, serverImages } from './servers/images/index.ts';
export { opensearch as openSearchImage } from './servers/images/search.ts';
export { nameFrom, namesIn, type Names } from './servers/names.ts';
export { postgresImage } from './servers/postgres-image.ts';
export { queuesOf, type Queues } from './servers/queues.ts';
export { storageApi, type StorageApi } from './servers/storage-api.ts';
export { choosePort, type PortChoice } from './ports/choose.ts';
export {
  environmentFolder,
  prepareEnvironmentFolder,
  prepareStateFolder,
  replacePrivateFile,
  stateFolder,
  type EnvironmentFolder,
} from './state/folder.ts';
export { holderOf, releaseLock, takeLock, withLock } from './state/lock.ts';
export { isRunning, recordOf } from './state/process.ts';
export {
  environmentStateSchema,
  processSchema,
  reasonSchema,
  type EnvironmentState,
  type ProcessRecord,
  type ProcessState,
  type Reason,
  type ResourceState,
  type Secrets,
  type ServiceState,
} from './state/schema.ts';
export { readJson, readSecrets, readState, writeSecrets, writeState } from './state/store.ts';
export { connectionSchema, withoutPasswords, type Connection, type ServiceAddress } from './values/connection.ts';
export { carriesPort, environmentOf, type ServiceEnvironment, type ValueSources } from './values/environment.ts';
export { valueOfProperty, valueOfService, type NoValue } from './values/form.ts';
export {
  askedVariables,
  checkSecretName,
  generatedNames,
  generatePassword,
  generateSecret,
  unaskedValues,
  withGenerated,
  type AskedVariable,
} from './values/secrets.ts';
export { toldAbout, type BoundVariable, type Told } from './values/told.ts';
export { deriveDeployment, type DeriveOptions } from './deployment/derive.ts';
export type { DeployedResource, DeployedService, Deployment, Grant } from './deployment/deployment.ts';
export { identifierOf, identifiersOf } from './deployment/names.ts';
export {
  fill,
  holdsSecret,
  isSecret,
  referencesIn,
  templateOf,
  textOf,
  tokenOf,
  type Reference,
  type Template,
} from './deployment/template.ts';
export { variablesOf, type DeployedVariable, type Reach, type ServiceVariables } from './deployment/variables.ts';
export { deploy, prepareForRun, type DeployOptions } from './target/deploy.ts';
export type * from './target/engine.ts';
export * from './target/errors.ts';
export { planDeployment, type Compared } from './target/plan.ts';
export { cloudPlanSchema, planItemSchema, type CloudPlan, type PlanItem } from './target/plan-schema.ts';
export type * from './target/target.ts';
