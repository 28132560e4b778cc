export { answerQuestion, type AnswerResult } from './decisions/answer.ts';
export {
  decisionsFile,
  parseDecisions,
  problemsInDecisions,
  readDecisions,
  type DecisionProblem,
  type ParsedDecisions,
} from './decisions/read.ts';
export { checkFolder, type CheckOptions, type CheckResult } from './check/check-folder.ts';
export { fixFolder, type FixResult } from './check/fix-folder.ts';
export { runtimesHere } from './check/runtimes.ts';
export { severities, toSarif, rules as checkRules, type Finding, type Severity } from '@groundwork/check';
export { scanFolder, type ScanOptions, type ScanResult } from './scan-folder.ts';
export { shareScan, type SharedScan } from './shared-scan.ts';
export { createRescan, openScan, type FolderReading, type OpenScan } from './open-scan.ts';
export { lendResource, openDoor, runningResource, type ConnectOptions, type Door, type LentResource } from './local/connect.ts';
export { clientOn, clientsFor, isServed, type LaunchedResource } from '@groundwork/target-local';
export { diagnose, type Diagnosis } from './local/doctor.ts';
export { watchFiles, type WatchedFiles } from './local/watch/files.ts';
export { watchTree, type ChangeKind, type WatchedTree } from './local/watch/tree.ts';
export { isLeftAlone } from './local/watch/left-alone.ts';
export { isWatched, watchFolder, type Reaction, type WatchOptions } from './local/watch/watch.ts';
export { down, reset } from './local/down.ts';
export type { EnvironmentState, Reason } from '@groundwork/provision';
export { followEvents, type FollowedEvents } from './local/follow/events.ts';
export { createMask } from './local/follow/mask.ts';
export { createStateVersion } from './local/follow/version.ts';
export { followLogs, type FollowedLogs, type FollowOptions } from './local/follow/logs.ts';
export { lastLogLines, readLogs, type LogLine, type LogOptions } from './local/logs.ts';
export { currentState } from '@groundwork/target-local';
export { environmentFiles, realFolder } from './local/folder.ts';
export { givenNames, keptNames, type KeptNames } from './local/secrets.ts';
export { lastOutput, prepareRun, type ReadyProgram, type RunOptions } from './local/run.ts';
export { listSecrets, removeSecret, secretsOf, setSecret, type SecretChanged, type SecretListed } from './local/secrets.ts';
export { status, statusOf, statusWith, type Status } from './local/status.ts';
export { isTrusted, trustFolder, type CommandShown } from './local/trust.ts';
export { previewUp, type Preview } from './local/preview.ts';
export { restartService, type RestartOptions } from './local/restart.ts';
export { isWell, up, type UpOptions, type UpSession } from './local/up.ts';
export { addEnvironment, findEnvironment, listEnvironments, removeEnvironment, type Environment } from './cloud/environments.ts';
export { openEnvironment, type CloudOptions, type OpenEnvironment } from './cloud/open.ts';
export { buildImages, imageSources, repositoryFiles, type BuiltImage, type Source } from './cloud/images.ts';
export { planCloud, type PlanOptions as CloudPlanOptions } from './cloud/plan.ts';
export { deployCloud, type Deployed, type DeployCloudOptions } from './cloud/deploy.ts';
export { destroyCloud, type Destroyed, type DestroyOptions } from './cloud/destroy.ts';
export { driftCloud, logsCloud, statusCloud, type CloudDrift, type CloudStatus } from './cloud/observe.ts';
export { listCloudSecrets, removeCloudSecret, setCloudSecret, type CloudSecret } from './cloud/secrets.ts';
export { listPrices, refreshPrices, type PriceListing, type RefreshedPrices } from './cloud/prices.ts';
export { aboutText, amountText, costText } from '@groundwork/cost';
export { runCloud, type RunCloudOptions } from './cloud/run.ts';
export { deployedEnvironments, deploymentFiles, type DeployedEnvironment } from './cloud/deployed.ts';
export { readRecord, writeRecord, type DeploymentRecord } from './cloud/record.ts';
export { targetTable, type TargetTable } from './cloud/targets.ts';
export { exportFormats, formatNames, type FormatName } from '@groundwork/export';
export { exportFolder, exportText, type ExportOptions, type ExportResult } from './export/export-folder.ts';
export {
  byRepository,
  gradePredictions,
  isNative,
  placesIn,
  readDatasets,
  readEnvironments,
  readPredictions,
  runReport,
  selfCheck,
  solveSwe,
  survey,
  writeReport,
  type DatasetOptions,
  type Instance,
  type Places,
  type RepositorySurvey,
  type RunReport,
  type SelfChecked,
  type Surveyed,
  type SweRunOptions,
} from './bench/index.ts';
export { approveTicket, isApproved, requireDecided } from './tickets/approval.ts';
export {
  openProposals,
  readTicketSource,
  saveProposal,
  type ProposedTicket,
  type ProposeTicketOptions,
  type TicketSource,
} from './tickets/propose.ts';
export { withAnswers } from './tickets/answers.ts';
export { openSharpProposals, type SharpenedTicket, type SharpenOptions, type SharpProposals } from './tickets/sharpen.ts';
export { findTicket, storedTickets, writeTicketFile, type StoredTicket, type WrongTicket } from './tickets/store.ts';
export { askKey, removeModel, setModelBudget, setModelKey, useModel, type Used, type UseOptions } from './models/change.ts';
export { nameOf as modelName } from './models/choose.ts';
export { listModels, type ModelListing, type ProviderListed } from './models/list.ts';
export type { Budget, Gateway, Grant, Model, Usage } from '@groundwork/gateway';
export { defaultBudgets, type ModelBudgets } from './models/budgets.ts';
export { configuredModel, openModels, type OpenModels, type OpenModelsOptions } from './models/open-models.ts';
export { allStandings, followTicket, standingOf, type TicketStanding, type ToldEvents } from './tickets/session.ts';
export { askSession, readAsked, type SessionAsk } from './tickets/asked.ts';
export { ticketContent } from './tickets/content.ts';
export { ticketsVersion } from './tickets/version.ts';
export { provenanceOf } from './tickets/provenance.ts';
export { deliverTicket, publishPlaceOf, publishTicket, type PublishTicketOptions, type TicketDelivered } from './tickets/deliver.ts';
export { openTicketReceipt, type TicketReceipt, type VerifyTicketOptions } from './tickets/verify.ts';
export { solveTicket, type SolveTicketOptions } from './tickets/solve.ts';
export { openChurnReader, type ChurnRead, type ChurnReader, type ReadOptions } from './churn/reader/reader.ts';
export { lastCommit } from './churn/last-commit.ts';
export { keepYoungObjectsFew } from './churn/young-objects.ts';
export { churnFolder, churnTable, deploymentSources, type ChurnOptions, type ChurnResult } from './churn/churn-folder.ts';
export {
  accountSchema,
  gateComment,
  tablePage,
  type Account,
  type Gate,
  type ChurnGroup,
  type ChurnReport,
  type GitClear,
  type SurvivalCurve,
  lineOrigins,
  openCommitted,
  type Committed,
  type FileOrigins,
  type LineWritten,
  type Written,
} from '@groundwork/churn';
