import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Of the report, as part of a page of the editor: its ground, its text and its letters are the editor's. */
const ours = `
:host(.light), :host(.dark) { display: block; --page: var(--vscode-editor-background); --text: var(--vscode-foreground); --quiet: var(--vscode-descriptionForeground);
  --rule: var(--edge); --accent: var(--vscode-textLink-foreground); font: inherit; }
main { padding-top: 28px; }
`;

/**
 * The same page that the command line writes. It is parsed without running or loading anything, and shown in a tree of its own, so that
 * its style and the page's leave each other alone.
 */
export function Report({ html }: { html: string }): VNode {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    // Its style goes in as a sheet: an element of it is what the policy of this page refuses.
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
    const page = new DOMParser().parseFromString(html.replace(/<style>.*?<\/style>/s, ''), 'text/html');
    root.adoptedStyleSheets = [style, ours].map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    const opened = new Set([...root.querySelectorAll('details')].flatMap((each, index) => (each.open ? [index] : [])));
    const main = page.querySelector('main');
    root.replaceChildren(...(main ? [document.adoptNode(main)] : []));
    // What a person opened stays open when it is read again.
    for (const [index, each] of root.querySelectorAll('details').entries()) each.open = opened.has(index);
  }, [html]);
  useEffect(() => {
    const element = host.current;
    const follow = (): void => void (element && (element.className = isDark(document.body) ? 'dark' : 'light'));
    follow();
    const watch = new MutationObserver(follow);
    watch.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => watch.disconnect();
  }, []);
  return <div ref={host} />;
}

/** An editor says which kind of theme it has. */
const isDark = ({ classList }: HTMLElement): boolean =>
  classList.contains('vscode-dark') || (classList.contains('vscode-high-contrast') && !classList.contains('vscode-high-contrast-light'));
