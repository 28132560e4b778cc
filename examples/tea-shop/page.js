import { html } from 'hono/html';

export const page = (teas) => html`<!doctype html>
  <html lang="en">
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Tea shop</title>
    <style>
      body { font: 1.1rem/1.6 Georgia, serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #2d2a26; background: #faf7f0; }
      li { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid #e4dccb; padding: 0.6rem 0; }
      ul { list-style: none; padding: 0; }
      button { font: inherit; border: 1px solid #8a9a5b; background: none; border-radius: 0.3rem; cursor: pointer; }
      small { color: #7a7265; }
    </style>
    <h1>Tea shop</h1>
    <ul>
      ${teas.map(
        (tea) => html`<li>
          <span>${tea.name} <small>${tea.origin}, ${tea.grams} g left</small></span>
          <form method="post" action="/orders"><button name="tea" value="${tea.id}">50 g</button></form>
        </li>`,
      )}
    </ul>
  </html>`;
