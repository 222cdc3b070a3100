"""The one style of all pages: light and dark by what the reader's system says, printed in black, whole at 360 pixels.

Every colour of words has at least 4.5 to 1 against its ground, of what is drawn 3 to 1 (tests/report measure it). System
fonts only; nothing is told by colour alone.
"""

from __future__ import annotations

LIGHT = {"ground": "#fdfcf9", "ink": "#1f1e1b", "soft": "#5a5750", "line": "#d9d5cb", "mark": "#0a6570"}
DARK = {"ground": "#161817", "ink": "#e9e6df", "soft": "#b0aca3", "line": "#3b3e3c", "mark": "#74c7d2"}
PRINTED = {"ground": "#fff", "ink": "#000", "soft": "#333", "line": "#bbb", "mark": "#000"}


def _colours(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


STYLE = f"""
:root{{color-scheme:light dark;{_colours(LIGHT)}}}
@media (prefers-color-scheme:dark){{:root{{{_colours(DARK)}}}}}
*{{box-sizing:border-box}}
html{{background:var(--ground);color:var(--ink);font:100%/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}}
body{{max-width:43rem;margin:0 auto;padding:1.5rem 1rem 4rem;overflow-wrap:break-word}}
h1,h2,h3,h4,h5,h6{{line-height:1.25;font-weight:650;margin:2.2em 0 .5em;text-wrap:balance}}
h1{{font-size:1.7rem;margin-top:.6em}} h2{{font-size:1.3rem}} h3{{font-size:1.08rem;margin-top:1.8em}} h4,h5,h6{{font-size:1rem;margin-top:1.2em}}
p,ul,ol,dl,table,figure,details{{margin:0 0 .8em}}
a{{color:var(--mark);text-underline-offset:.15em}}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{{outline:.18rem solid var(--mark);outline-offset:.15rem;border-radius:.15rem}}
.skip{{position:absolute;left:-99rem}} .skip:focus{{position:static}}
small,.small,.dim,.id,figcaption,caption{{color:var(--soft)}}
small,.small,figcaption,caption,.id{{font-size:.9rem}}
.id{{font-weight:400;font-family:ui-monospace,Consolas,monospace;margin-inline-start:.6em}}
.own{{white-space:pre-wrap;border-inline-start:.2rem solid var(--line);padding-inline-start:.8rem}}
.under{{margin:0 0 .25em;padding-inline-start:1.2rem}} .deeper{{padding-inline-start:2.4rem}}
.pre{{white-space:pre-wrap}}
code{{font-family:ui-monospace,Consolas,monospace;font-size:.95em}}
ul,ol{{padding-inline-start:1.3rem}} nav ul{{list-style:none;padding:0;margin:.2em 0 .6em}} nav li{{margin:.15em 0}} nav ul ul{{padding-inline-start:1.2rem}}
nav .months li{{display:inline-block;margin-inline-end:1rem}}
dl{{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.3rem 1.2rem}} dt{{color:var(--soft)}} dd{{margin:0}}
.table{{overflow-x:auto;margin:0 0 .8em}} table{{border-collapse:collapse;margin:0}} caption{{text-align:start;padding:0 0 .3rem}}
th,td{{text-align:start;vertical-align:baseline;padding:.22rem 1.4rem .22rem 0;border-bottom:1px solid var(--line)}}
thead th{{font-weight:400;color:var(--soft)}} tbody th{{font-weight:400}}
th,td{{overflow-wrap:anywhere}} td.figure{{white-space:nowrap}} td.figure,th.figure{{text-align:end;font-variant-numeric:tabular-nums}}
thead th,tbody th{{overflow-wrap:break-word}} tbody th{{min-width:min(7rem,18vw)}}
figure{{max-width:30rem}} svg{{display:block;width:100%;height:auto;overflow:visible}} figure.body{{max-width:21rem}}
svg text{{font-size:12px;fill:var(--ink)}} svg .number,svg .note{{fill:var(--soft)}} svg .number{{text-anchor:middle}} svg .label{{text-anchor:end}}
svg .level{{font-weight:700;font-size:13px;text-anchor:middle;paint-order:stroke;stroke:var(--ground);stroke-width:5px;stroke-linejoin:round}}
.grid{{stroke:var(--line);stroke-width:1}} .joined{{stroke:var(--soft);stroke-width:1.5}}
.before{{fill:none;stroke:var(--ink);stroke-width:1.6}} .after{{fill:var(--mark)}} .ordinary{{stroke:var(--soft);stroke-width:1.8;fill:none}}
.outline,.marked{{fill:none;stroke-linecap:round;stroke:var(--soft);stroke-width:1.9}} .marked{{stroke:var(--mark);stroke-width:2.1}}
figcaption{{margin-bottom:.35rem}} figcaption strong{{color:var(--ink);font-weight:600}} .key{{display:block;margin:.15rem 0 .3rem}} .key svg{{display:inline-block;width:.95rem;height:.95rem;vertical-align:-.12em;margin-inline-end:.3rem}} .key span{{margin-inline-end:1.2rem;white-space:nowrap}}
summary{{color:var(--soft);font-size:.9rem;cursor:pointer}} details[open] summary{{margin-bottom:.5rem}}
.write{{border-bottom:1px solid var(--soft);height:2.2rem}}
article{{margin-top:1.6em}} article article{{margin-top:1.1em;padding-inline-start:1rem;border-inline-start:.15rem solid var(--line)}}
article h3,article h4{{margin-top:0}}
footer{{margin-top:3rem;border-top:1px solid var(--line);padding-top:1rem}}
@media (max-width:30rem){{dl{{display:block}} dd{{margin:0 0 .5rem}} table{{font-size:.9rem}} thead th{{font-size:.78rem}} th,td{{padding-inline-end:.4rem}} tr>:last-child{{padding-inline-end:0}} .under{{padding-inline-start:.6rem}}}}
@page{{margin:17mm 16mm}}
@media print{{
:root{{color-scheme:light;{_colours(PRINTED)}}}
html{{font-size:10.5pt}} body{{max-width:none;padding:0}}
h1,h2,h3,h4{{break-after:avoid}} figure,tr,dt,dd,li,.write{{break-inside:avoid}} thead{{display:table-header-group}} p{{orphans:3;widows:3}}
.fresh{{break-before:page}} .skip,nav,details{{display:none}} .table{{overflow:visible}} figure{{max-width:13cm}} figure.body{{max-width:8.5cm}}
a{{color:inherit}} a[href^="http"]::after{{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}}
svg *{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
}}
"""
