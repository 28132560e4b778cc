import type { Account } from '../account/schema.ts';
import type { History } from '../history/history.ts';
import type { GitClear } from '../table/schema.ts';
import { burnDown } from './cohorts.ts';
import { html, type Markup } from './markup.ts';
import { copies } from './sections/copies.ts';
import { deliveryTable } from './sections/delivery.ts';
import { gitClearTable } from './sections/gitclear.ts';
import { life } from './sections/life.ts';
import { summary } from './sections/summary.ts';
import { work } from './sections/work.ts';
import { style } from './style.ts';

/** The report as one page that needs nothing else: no script, no font, no image, no network. Pure. */
export function churnPage(account: Account, history: History, name: string): string {
  return page(
    `${name}: what became of its lines`,
    html`${summary(account, name)}${life(account, burnDown(history))}${gitClearTable(account.table)}${work(account)}${deliveryTable(account.delivery)}${copies(account)}`,
  );
}

/** The table of several repositories as such a page. */
export function tablePage(table: GitClear): string {
  const names = table.repositories.map((path) => path.split(/[\\/]/).findLast(Boolean) ?? path);
  return page(
    `${names.length} repositories`,
    html`<header>
        <h1>${names.length} repositories</h1>
        <p class="quiet">${names.join(', ')}</p>
      </header>
      ${gitClearTable(table)}`,
  );
}

function page(title: string, body: Markup): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  // The style is ours and goes in as it is.
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">${html`<title>${title}</title>`.text}
<style>${style}</style></head>
<body><main>${body.text}</main></body></html>
`;
}
