const light = `--page: #fff; --text: #1c2430; --quiet: #5b6675; --rule: #dfe4ea; --accent: #2458c5; --band: #2458c522; --warn: #8a4b00;
  --h0: #eef2f8; --h1: #dbe5f5; --h2: #bfd2f0; --h3: #9dbbe8; --h4: #7ba2de; --h5: #5b89d4; --in: #12203a;
  --t0: #2458c5; --t1: #b4540a; --t2: #1a7f4b; --t3: #8a3fb0; --t4: #a8324a; --t5: #4a5568;`;
const dark = `--page: #11161d; --text: #e4e9f0; --quiet: #98a5b5; --rule: #2a333f; --accent: #7fa8ff; --band: #7fa8ff2b; --warn: #f0b35e;
  --h0: #1a222d; --h1: #1f2f48; --h2: #274066; --h3: #305286; --h4: #3a65a8; --h5: #4779c9; --in: #f2f6fc;
  --t0: #7fa8ff; --t1: #f0a15a; --t2: #63c890; --t3: #c792ea; --t4: #f08a9d; --t5: #a9b5c4;`;

/**
 * Of the report, also as part of another page: in a tree of its own, whose host says `light` or `dark`. Colours have a pattern of dashes,
 * edges or numbers beside them everywhere, so that it reads without.
 */
export const style = `
:root, :host { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
:host(.light) { color-scheme: light; }
:host(.dark) { color-scheme: dark; ${dark} }
* { box-sizing: border-box; }
body, :host { margin: 0; background: var(--page); color: var(--text); font: 15px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 900px; margin: 0 auto; padding: 40px 24px 72px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 44px 0 4px; }
p { margin: 4px 0 12px; max-width: 70ch; }
.quiet, small, figcaption { color: var(--quiet); font-size: 13px; }
code { font: 13px/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(165px, 1fr)); gap: 12px; margin: 24px 0 0; padding: 0; list-style: none; }
.tiles li { border: 1px solid var(--rule); border-radius: 8px; padding: 12px 14px; }
.tiles b { display: block; font-size: 22px; line-height: 1.3; font-weight: 650; }
.tiles span { color: var(--quiet); font-size: 13px; display: block; }
figure { margin: 12px 0 0; }
svg { display: block; width: 100%; height: auto; font: 12px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
svg text { fill: var(--text); }
.axes line { stroke: var(--rule); } .axes text { fill: var(--quiet); }
.curve { fill: none; stroke-width: 2; } .band { fill: var(--band); }
.tone-0 { stroke: var(--t0); } .tone-1 { stroke: var(--t1); stroke-dasharray: 7 3; } .tone-2 { stroke: var(--t2); stroke-dasharray: 2 3; }
.tone-3 { stroke: var(--t3); stroke-dasharray: 10 3 2 3; } .tone-4 { stroke: var(--t4); stroke-dasharray: 4 4; } .tone-5 { stroke: var(--t5); stroke-dasharray: 1 4; }
.layer { stroke: var(--page); stroke-width: 1; }
.layer-0 { fill: var(--t5); } .layer-1 { fill: var(--h5); } .layer-2 { fill: var(--h3); } .layer-3 { fill: var(--h4); } .layer-4 { fill: var(--h2); } .layer-5 { fill: var(--h5); } .layer-6 { fill: var(--h3); } .layer-7 { fill: var(--t0); }
.bar { fill: var(--h4); } .mark { stroke: var(--text); stroke-width: 2.5; } .value { font-weight: 600; }
.box { stroke: none; } .treemap text { fill: var(--in); } .treemap .quiet { font-size: 11px; opacity: .85; }
.heat-0 { fill: var(--h0); } .heat-1 { fill: var(--h1); } .heat-2 { fill: var(--h2); } .heat-3 { fill: var(--h3); } .heat-4 { fill: var(--h4); } .heat-5 { fill: var(--h5); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; margin: 12px 0 0; }
th { text-align: right; font-weight: 600; color: var(--quiet); border-bottom: 1px solid var(--rule); padding: 4px 7px; white-space: nowrap; vertical-align: bottom; }
td { text-align: right; border-bottom: 1px solid var(--rule); padding: 4px 7px; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; } th.words { text-align: left; } td.words { text-align: left; white-space: normal; overflow-wrap: anywhere; }
.note { border-left: 3px solid var(--warn); padding: 2px 0 2px 12px; margin: 12px 0; }
details { margin: 12px 0 0; } summary { cursor: pointer; color: var(--accent); }
summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media print { main { padding: 0; max-width: none; } section { break-inside: avoid; } }
`;
