import * as vscode from 'vscode';
import { z } from 'zod';
import { chosenName } from '../commands/arguments.ts';
import type { Command } from '../commands/command.ts';
import type { Current } from '../session/current.ts';
import { fillWebview, tellPage } from '../webview/panel.ts';
import { fromPageSchema, type ToPage } from './messages.ts';
import { askState } from '../clouds/work.ts';
import { showError } from '../commands/errors.ts';
import { mapModel } from './model.ts';
import { here, shownCloud } from './places.ts';

const viewType = 'groundwork.map';
/** The shell shows the map by itself, to somebody who may be typing already. */
const quietlySchema = z.object({ quietly: z.literal(true) });

/** The map, one panel a window; it comes back where it was after a reload. */
export class MapPanel implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #current: Current;
  readonly #own: vscode.Disposable[];
  #panel: vscode.WebviewPanel | null = null;
  #ready = false;
  /** Chosen before the page was there to hear of it. */
  #selection: string | null = null;
  #shown = '';
  /** Where it is shown how things are. */
  #place = here;

  constructor(context: vscode.ExtensionContext, current: Current) {
    this.#context = context;
    this.#current = current;
    this.#own = [
      current.onChange(() => this.#show()),
      vscode.window.registerWebviewPanelSerializer(viewType, { deserializeWebviewPanel: async (panel) => this.#adopt(panel) }),
    ];
  }

  /** `quietly` leaves the keyboard where it is. */
  open(selection: string | null = null, quietly = false): void {
    this.#selection = selection;
    if (this.#panel) {
      this.#panel.reveal(undefined, quietly);
      this.#select();
      return;
    }
    const beside = vscode.window.activeTextEditor !== undefined;
    const viewColumn = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const place = { viewColumn, preserveFocus: quietly };
    this.#adopt(vscode.window.createWebviewPanel(viewType, 'Map', place, { retainContextWhenHidden: true }));
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    this.#ready = false;
    this.#shown = '';
    panel.iconPath = new vscode.ThemeIcon('type-hierarchy');
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = null;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => this.#hear(message));
    void fillWebview(panel.webview, { context: this.#context, page: 'map', title: 'Map' });
  }

  #hear(message: unknown): void {
    const parsed = fromPageSchema.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.type === 'command') {
      void vscode.commands.executeCommand(parsed.data.command, parsed.data.argument);
      return;
    }
    if (parsed.data.type === 'open') {
      void vscode.env.openExternal(vscode.Uri.parse(parsed.data.url, true));
      return;
    }
    if (parsed.data.type === 'place') {
      this.#go(parsed.data.name);
      return;
    }
    this.#ready = true;
    this.#shown = '';
    this.#show();
    this.#select();
  }

  /** Shows another place; an environment whose engine nobody asked yet is asked how it is. */
  #go(place: string): void {
    this.#place = place;
    this.#show();
    const cloud = shownCloud(this.#current.snapshot, place);
    if (cloud?.deployed && cloud.status === null && cloud.underway === null)
      void askState(this.#current, cloud.name).catch((cause: unknown) => showError(cause, this.#current));
  }

  #show(): void {
    if (!this.#panel || !this.#ready) return;
    const model = mapModel(this.#current.snapshot, this.#place);
    const shown = JSON.stringify(model);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#panel.title = model.name === '' ? 'Map' : `Map of ${model.name}`;
    this.#tell({ type: 'model', model });
  }

  #select(): void {
    if (!this.#ready || this.#selection === null) return;
    this.#tell({ type: 'select', id: this.#selection });
    this.#selection = null;
  }

  #tell(message: ToPage): void {
    tellPage(this.#panel?.webview, message);
  }

  /** The panel stays: the editor brings it back after a reload. */
  dispose(): void {
    vscode.Disposable.from(...this.#own).dispose();
  }
}

export function mapCommands(current: Current, map: MapPanel): readonly Command[] {
  return [
    { id: 'groundwork.showMap', run: (argument) => map.open(null, quietlySchema.safeParse(argument).success) },
    {
      id: 'groundwork.showInMap',
      run: async (argument) => {
        const { nodes } = mapModel(current.snapshot);
        const choices = nodes.map(({ name, title }) => ({ name, detail: title }));
        const name = await chosenName(argument, 'Show in the map', choices, 'There is nothing to show yet.');
        map.open(nodes.find((each) => each.name === name)?.id ?? null);
      },
    },
  ];
}
