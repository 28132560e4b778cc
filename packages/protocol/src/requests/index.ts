import type { z } from 'zod';
import { churnNotifications, churnRequests } from './churn.ts';
import { cloudsNotifications, cloudsRequests } from './clouds.ts';
import { environmentNotifications, environmentRequests } from './environment.ts';
import { filesNotifications, filesRequests } from './files.ts';
import { gitNotifications, gitRequests } from './git.ts';
import { languagesNotifications, languagesRequests } from './languages.ts';
import { resourcesRequests } from './resources.ts';
import { searchNotifications, searchRequests } from './search.ts';
import { sessionRequests } from './session.ts';
import { terminalsNotifications, terminalsRequests } from './terminals.ts';
import { ticketsNotifications, ticketsRequests } from './tickets.ts';
import { userNotifications, userRequests } from './user.ts';

/** Everything a window can ask for. */
export const requests = {
  ...sessionRequests,
  ...filesRequests,
  ...searchRequests,
  ...terminalsRequests,
  ...gitRequests,
  ...environmentRequests,
  ...cloudsRequests,
  ...churnRequests,
  ...ticketsRequests,
  ...resourcesRequests,
  ...languagesRequests,
  ...userRequests,
};

/** Everything a window is told without asking. */
export const notifications = {
  ...filesNotifications,
  ...searchNotifications,
  ...terminalsNotifications,
  ...gitNotifications,
  ...environmentNotifications,
  ...cloudsNotifications,
  ...churnNotifications,
  ...ticketsNotifications,
  ...languagesNotifications,
  ...userNotifications,
};

export type Requests = typeof requests;
export type RequestName = keyof Requests;
/** As a caller writes them: what has a default may be left out. */
export type ParamsOf<Name extends RequestName> = z.input<Requests[Name]['params']>;
/** As a handler gets them, after parsing. */
export type ParsedParamsOf<Name extends RequestName> = z.output<Requests[Name]['params']>;
export type ResultOf<Name extends RequestName> = z.output<Requests[Name]['result']>;

export type Notifications = typeof notifications;
export type NotificationName = keyof Notifications;
export type MessageOf<Name extends NotificationName> = z.output<Notifications[Name]>;
