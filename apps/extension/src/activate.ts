import * as vscode from 'vscode';
import { churnCommands } from './churn/commands.ts';
import { CommitView } from './churn/commit.ts';
import { LineStatus } from './churn/line-status.ts';
import { ChurnPanel } from './churn/panel.ts';
import { cloudCommands } from './clouds/commands.ts';
import { CloudLogs } from './clouds/logs.ts';
import { CloudPanels } from './clouds/panel.ts';
import { completionCommands } from './completion/commands.ts';
import { showCompletionStatus } from './completion/status.ts';
import { askedCommands } from './commands/asked.ts';
import { registerCommands } from './commands/command.ts';
import { showError } from './commands/errors.ts';
import { evidenceCommands } from './commands/evidence.ts';
import { menuCommands } from './commands/menu.ts';
import { serviceCommands } from './commands/services.ts';
import type { ServerSource } from './connection/endpoint.ts';
import { logCommands, Logs } from './logs/channels.ts';
import { mapCommands, MapPanel } from './map/panel.ts';
import { resourceCommands } from './resources/commands.ts';
import { Looking } from './resources/looking.ts';
import { QueryMarks } from './resources/query/mark.ts';
import { queryLenses, resourcesAsked } from './resources/query/run.ts';
import { RowPanels } from './rows/panel.ts';
import { runCommands } from './run/commands.ts';
import { programCommands } from './run/program.ts';
import { bringExampleUp } from './run/example.ts';
import { PlanPanel } from './run/panel.ts';
import { bringUp } from './run/run.ts';
import { Current } from './session/current.ts';
import { showSideBar } from './sidebar/show.ts';
import { ticketCommands } from './tickets/commands.ts';
import { TicketContent } from './tickets/content.ts';
import { DraftPanel } from './tickets/draft.ts';
import { FollowedTickets } from './tickets/followed.ts';
import { TicketPanels } from './tickets/panel.ts';
import { ReceiptPanel } from './tickets/receipt.ts';
import { showStatusBar } from './status-bar.ts';

/** The same in every editor; only where the server comes from differs. */
export async function activateWith(context: vscode.ExtensionContext, source: ServerSource): Promise<void> {
  const current = new Current(source);
  const looking = new Looking(current);
  const sideBar = showSideBar(current, looking);
  const marks = new QueryMarks();
  const map = new MapPanel(context, current);
  const logs = new Logs(current, context.workspaceState);
  const rows = new RowPanels(context, () => looking.look());
  looking.shownBy(() => rows.resources);
  looking.shownBy(resourcesAsked);
  const plan = new PlanPanel(context, current, (install) => {
    // The map takes the place of the plan: it shows how what was agreed to comes up.
    map.open();
    bringUp(current, { trust: true, install }).catch((cause: unknown) => showError(cause, current));
  });
  const clouds = { panels: new CloudPanels(context, current), logs: new CloudLogs(current) };
  const content = new TicketContent(current);
  const followed = new FollowedTickets(current);
  const receipt = new ReceiptPanel({ context, current, followed, content });
  const tickets = new TicketPanels({ context, current, followed, receipt });
  const draft = new DraftPanel(context, current, (id) => tickets.open(id));
  const churn = { panel: new ChurnPanel(context, current), commits: new CommitView(current) };
  const commands = [
    ...menuCommands(current),
    ...runCommands(current, plan),
    ...programCommands(current, context.workspaceState),
    ...mapCommands(current, map),
    ...evidenceCommands(current),
    ...serviceCommands(current),
    ...logCommands(current, logs),
    ...askedCommands(current),
    ...completionCommands(current),
    ...cloudCommands(current, clouds),
    ...churnCommands(current, churn),
    ...ticketCommands(current, { panels: tickets, draft }),
    ...resourceCommands(current, { rows, looking, marks, sideBar }),
  ];
  context.subscriptions.push(
    current,
    looking,
    sideBar,
    marks,
    map,
    logs,
    rows,
    plan,
    clouds.panels,
    clouds.logs,
    content,
    followed,
    receipt,
    tickets,
    draft,
    churn.panel,
    churn.commits,
    registerCommands(current, commands),
    showStatusBar(current),
    showCompletionStatus(current),
    new LineStatus(current),
    queryLenses(),
    vscode.workspace.onDidCloseTextDocument(() => looking.look()),
    bringExampleUp(context, current),
  );
  const look = async (): Promise<void> => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const [first] = folders;
    const same = folders.some(({ uri }) => uri.toString() === current.folder?.uri.toString());
    if (first && !same) await current.open(first);
  };
  context.subscriptions.push(vscode.workspace.onDidChangeWorkspaceFolders(() => void look()));
  await look();
}
