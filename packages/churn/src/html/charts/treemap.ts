import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import type { ChurnGroup } from '../../report/schema.ts';
import { html, type Markup } from '../markup.ts';
import { count, percent, short } from '../words.ts';
import { at, figure } from './axes.ts';

interface Folder {
  readonly name: string;
  readonly lines: number;
  readonly group: ChurnGroup | null;
  readonly children: readonly Folder[];
}

const [width, height] = [760, 340];
const mostFolders = 60;
/** Width of a letter at the size of the labels; wide enough for most. */
const letter = 6.7;

/** Folders by lines written, darker the more of them went soon; the share is written in each, so that colour is not needed. */
export function folderTreemap(folders: readonly ChurnGroup[]): Markup {
  const shown = folders.filter(({ added }) => added > 0).slice(0, mostFolders);
  const most = Math.max(...shown.map(({ churn }) => churn.ofAdded.share ?? 0), 0.01);
  const children = shown.map((group): Folder => ({
    name: group.name === '.' ? 'top folder' : group.name,
    lines: group.added,
    group,
    children: [],
  }));
  const root = hierarchy<Folder>({ name: '', lines: 0, group: null, children }, (folder) => [...folder.children]).sum(({ lines }) => lines);
  const laid = treemap<Folder>().size([width, height]).tile(treemapSquarify).paddingInner(2).round(true)(root);
  const boxes = laid.leaves().map(({ data: { name, group }, x0, x1, y0, y1 }) => {
    const share = group?.churn.ofAdded.share ?? null;
    const [wide, high] = [x1 - x0, y1 - y0];
    const room = Math.floor((wide - 12) / letter);
    const words = `${name}: ${count(group?.added ?? 0)} lines written, ${percent(share)} of them gone soon, ${count(group?.alive ?? 0)} there now`;
    return html`<g
      ><rect
        class="box heat-${Math.min(5, Math.floor(((share ?? 0) / most) * 5.99))}"
        x="${at(x0)}"
        y="${at(y0)}"
        width="${at(wide)}"
        height="${at(high)}"
        ><title>${words}</title></rect
      >
      ${room >= 5 && high >= 18 ? html`<text x="${at(x0 + 6)}" y="${at(y0 + 15)}">${cut(name, room)}</text>` : null}
      ${room >= 8 && high >= 34 ? html`<text class="quiet" x="${at(x0 + 6)}" y="${at(y0 + 30)}">${cut(`${percent(share, 0)} of ${short(group?.added ?? 0)}`, room)}</text>` : null}</g
    >`;
  });
  const told = shown.slice(0, 5).map(({ name, churn }) => `${name} ${percent(churn.ofAdded.share)}`);
  return figure(
    { title: 'Where lines were written, and how many went soon', description: told.join(', '), width, height },
    html`<g class="treemap">${boxes}</g>`,
  );
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `…${text.slice(text.length - most + 1)}`;
}
