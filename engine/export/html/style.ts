// Colours as in the studio: Okabe and Ito's, with enough contrast on both grounds.
export const style = `:root {
  --ground: #fff; --sunken: #eef0f3; --line: #dfe3e8; --line-strong: #8d98a5; --ink: #1b2430; --soft: #566171; --accent: #0072b2;
  --good: #00795a; --warn: #8a5600; --bad: #b0400d; --good-soft: #e2f3ee; --warn-soft: #fbefd9; --bad-soft: #fce5da; --band: #0072b233;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #1b2027; --sunken: #14181d; --line: #303843; --line-strong: #6c7885; --ink: #e6eaef; --soft: #9fabb8; --accent: #56b4e9;
    --good: #3fc49b; --warn: #f0b23c; --bad: #ff8a52; --good-soft: #16332b; --warn-soft: #3a2d12; --bad-soft: #42231a; --band: #56b4e940;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--sunken); color: var(--ink); font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
main { max-width: 1040px; margin: 24px auto; padding: 24px 32px 32px; background: var(--ground); border: 1px solid var(--line); border-radius: 8px; }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 4px; }
h2 { font-size: 15px; margin: 32px 0 8px; }
p { margin: 4px 0; max-width: 80ch; }
.fact, .note, footer { color: var(--soft); font-size: 13px; }
footer { margin-top: 32px; }
.verdict { margin-top: 20px; padding: 10px 14px; border-left: 4px solid var(--line-strong); background: var(--sunken); max-width: none; font-weight: 600; }
.verdict.good { border-color: var(--good); background: var(--good-soft); }
.verdict.warn { border-color: var(--warn); background: var(--warn-soft); }
.verdict.bad { border-color: var(--bad); background: var(--bad-soft); }
span.good { color: var(--good); } span.warn { color: var(--warn); } span.bad { color: var(--bad); }
span.good, span.warn, span.bad { font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 13px; }
th, td { text-align: left; padding: 4px 20px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
td:first-child { overflow-wrap: anywhere; min-width: 13ch; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; border-color: var(--line-strong); }
.number { text-align: right; white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(9ch, max-content) 1fr; gap: 6px 20px; margin: 8px 0; }
dt { color: var(--soft); font-weight: 600; font-size: 13px; padding-top: 1px; }
dd { margin: 0; min-width: 0; } dd p { margin: 0; }
ul { margin: 0; padding-left: 18px; max-width: 80ch; } li { margin: 0 0 3px; }
.dark { display: none; }
@media (prefers-color-scheme: dark) { .light { display: none; } .dark { display: block; } }
@media (max-width: 640px) { dl { grid-template-columns: 1fr; gap: 2px; } dd { margin-bottom: 8px; } }
figure { margin: 0; overflow-x: auto; }
svg { display: block; max-width: 100%; height: auto; font: inherit; }
svg :where(text:not([fill])) { fill: var(--ink); font-size: 12px; }
svg .soft { fill: var(--soft); }
svg .axis { stroke: var(--line); fill: none; }
svg .zero { stroke: var(--line-strong); stroke-dasharray: 3 3; }
svg .band { fill: var(--band); stroke: none; }
svg .line { stroke: var(--accent); stroke-width: 1.75; fill: none; stroke-linejoin: round; }
svg .box { fill: var(--ground); stroke: var(--line-strong); }
svg .link { stroke: var(--line-strong); fill: none; }
svg .head { fill: var(--line-strong); }
svg .mark { fill: var(--accent); stroke: none; } svg .span { stroke: var(--accent); stroke-width: 2; }
svg .good.mark { fill: var(--good); } svg .warn.mark { fill: var(--warn); } svg .bad.mark { fill: var(--bad); } svg .plain.mark { fill: var(--soft); }
svg .good.span { stroke: var(--good); } svg .warn.span { stroke: var(--warn); } svg .bad.span { stroke: var(--bad); } svg .plain.span { stroke: var(--soft); }
svg .good.field { fill: var(--good-soft); } svg .warn.field { fill: var(--warn-soft); } svg .bad.field { fill: var(--bad-soft); } svg .plain.field { fill: var(--sunken); }
svg text.good { fill: var(--good); } svg text.warn { fill: var(--warn); } svg text.bad { fill: var(--bad); }
svg .heat { fill: var(--accent); }
@media print { .light { display: block !important; } .dark { display: none !important; } body { background: none; } main { border: 0; margin: 0; max-width: none; padding: 0; } section { break-inside: avoid; } }`;
