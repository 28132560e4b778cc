import type { Account } from '../../account/schema.ts';
import { html, type Markup } from '../markup.ts';
import { table } from '../table.ts';
import { count, percent } from '../words.ts';

export function copies({ duplicates, reverts, notes, history }: Account): Markup {
  const said = reverts.filter((revert) => revert.said).length;
  const rows = duplicates.blocks.slice(0, 10).map(({ lines, places }) => [
    String(lines),
    String(places.length),
    places
      .slice(0, 4)
      .map(({ path, line }) => `${path}:${line}`)
      .join(', '),
  ]);
  return html`<section>
      <h2>What is there twice, and what was undone</h2>
      <p>
        ${percent(duplicates.share)} of all lines (${count(duplicates.lines)}) stand in blocks of 5 or more that are there twice or more.
        ${count(reverts.length)} commits undo another: ${count(said)} say so, the others bring a file back to exactly what it was.
      </p>
      ${
        rows.length === 0
          ? null
          : html`<details>
              <summary>The largest blocks</summary>
              ${table(['Lines', 'Times', 'Where'], rows, [2])}
            </details>`
      }
    </section>
    <section>
      <h2>What these figures are</h2>
      <p>
        Every line is followed from the commit that first wrote it to the one that ended
        it${
          history === 'first-parent'
            ? ', along first parents: a merge is one change of the branch it came to'
            : ', on every branch that was merged: a merge counts with what it did itself'
        }.
        Moving a line does not end it. Lines written minus lines deleted are checked against the files at the last commit. What is said here
        of assistants is a lower bound, and no cause follows from any of it.
      </p>
      ${notes.map(({ message }) => html`<div class="note">${message}</div>`)}
    </section>`;
}
