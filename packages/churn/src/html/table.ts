import { html, type Markup } from './markup.ts';

/** A table that scrolls by itself where it is too wide, by the keyboard as well. Columns named in `words` hold text. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], words: readonly number[] = []): Markup {
  const cell = (text: string, index: number): Markup =>
    words.includes(index) ? html`<td class="words">${text}</td>` : html`<td>${text}</td>`;
  return html`<div class="scroll" role="group" aria-label="${head.filter(Boolean).join(', ')}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${head.map((name, index) => (words.includes(index) ? html`<th scope="col" class="words">${name}</th>` : html`<th scope="col">${name}</th>`))}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map(cell)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
