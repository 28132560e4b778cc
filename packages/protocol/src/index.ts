export { answer, tell, type Handler, type Handlers } from './connection/answer.ts';
export { fromResponse, toResponse } from './connection/errors.ts';
export { transportOver, type Socket } from './connection/socket.ts';
export { connectWindow, type ConnectionState, type WindowConnection, type WindowOptions } from './connection/window.ts';
export { cloudEnvironmentSchema, cloudStatusSchema, type CloudEnvironment, type CloudStatus } from './requests/clouds.ts';
export { environmentStatusSchema, previewSchema, type EnvironmentStatus, type Preview } from './requests/environment.ts';
export { entrySchema, pathSchema, type Entry } from './requests/files.ts';
export { gitStatusSchema, type Commit, type GitStatus } from './requests/git.ts';
export {
  notifications,
  requests,
  type MessageOf,
  type NotificationName,
  type Notifications,
  type ParamsOf,
  type ParsedParamsOf,
  type RequestName,
  type Requests,
  type ResultOf,
} from './requests/index.ts';
export type { LanguageServerStatus } from './requests/languages.ts';
export { resourceEntrySchema, rowsSchema, type Rows } from './requests/resources.ts';
export { rootSchema, type Root } from './requests/session.ts';
export {
  ticketProposedSchema,
  ticketShownSchema,
  ticketStates,
  ticketSummarySchema,
  type TicketProposed,
  type TicketShown,
  type TicketState,
  type TicketSummary,
} from './requests/tickets.ts';
export { userFileSchema } from './requests/user.ts';
