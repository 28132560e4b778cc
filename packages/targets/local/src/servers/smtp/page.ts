import type { Email } from 'postal-mime';
import type { Mail } from './mailbox.ts';

/** Nothing but this page's own style: whatever a mail smuggles into it does not run. */
export const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** A mail in a frame: no script, no address of this page, nothing loaded from anywhere; links open a window of their own. */
export const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'";

export function listPage(mails: readonly Mail[]): string {
  const rows = mails.map(
    ({ id, at, to, email }) =>
      `<tr><td><a href="/mail/${id}">${escaped(email.subject || '(no subject)')}</a></td><td>${escaped(senderOf(email))}</td><td>${escaped(to.join(', '))}</td><td>${timeTag(at)}</td></tr>`,
  );
  const table = `<table><thead><tr><th>Subject</th><th>From</th><th>To</th><th>Caught</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return page(
    'Mail',
    `<h1>Mail</h1>${mails.length === 0 ? '<p>Nothing was sent yet. Mail sent here is shown here and delivered to nobody.</p>' : table}`,
    5,
  );
}

export function mailPage({ id, at, to, email }: Mail): string {
  const attachments = email.attachments.map(
    ({ filename, mimeType }, index) =>
      `<li><a href="/mail/${id}/part/${index}">${escaped(filename ?? 'unnamed')}</a> ${escaped(mimeType)}</li>`,
  );
  const parts = [
    `<p><a href="/">All mail</a></p><h1>${escaped(email.subject || '(no subject)')}</h1>`,
    `<dl><dt>From</dt><dd>${escaped(senderOf(email))}</dd><dt>To</dt><dd>${escaped(to.join(', '))}</dd><dt>Caught</dt><dd>${timeTag(at)}</dd></dl>`,
    attachments.length === 0 ? '' : `<ul>${attachments.join('')}</ul>`,
    email.html
      ? `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mail/${id}/html" title="The mail as HTML"></iframe>`
      : '',
    email.text ? `<pre>${escaped(email.text)}</pre>` : '',
    `<p><a href="/mail/${id}/source">Source</a></p>`,
  ];
  return page(email.subject || 'Mail', parts.join(''));
}

/** The HTML of a mail with the images it brings along in place. */
export function mailHtml({ html, attachments }: Email): string {
  const images = new Map(
    attachments.flatMap(({ contentId, mimeType, content }) =>
      contentId ? [[contentId.replace(/^<|>$/g, ''), { mimeType, content }]] : [],
    ),
  );
  const shown = (html ?? '').replace(/cid:([^"'\s)>]+)/g, (whole, id: string) => {
    const image = images.get(id);
    return image && /^image\/[\w.+-]+$/.test(image.mimeType)
      ? `data:${image.mimeType};base64,${bytesOf(image.content).toString('base64')}`
      : whole;
  });
  return `<!doctype html><base target="_blank"><meta name="referrer" content="no-referrer">${shown}`;
}

export const bytesOf = (content: ArrayBuffer | Uint8Array | string): Buffer =>
  typeof content === 'string'
    ? Buffer.from(content)
    : content instanceof Uint8Array
      ? Buffer.from(content)
      : Buffer.from(new Uint8Array(content));

function senderOf({ from, headers }: Email): string {
  const envelope = headers.find(({ key }) => key === 'return-path')?.value ?? '';
  if (!from?.address) return envelope;
  return from.name ? `${from.name} <${from.address}>` : from.address;
}

function page(title: string, body: string, refreshSeconds?: number): string {
  const refresh = refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${refresh}<title>${escaped(title)}</title><style>${style}</style>${body}</html>`;
}

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { width: 100%; border-collapse: collapse }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8884; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem }
dd { margin: 0; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
iframe { width: 100%; height: 60vh; border: 1px solid #8884; background: #fff }
`;

const timeTag = (at: Date): string => `<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 19).replace('T', ' ')}</time>`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
