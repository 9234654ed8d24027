#include "server/routes.h"

namespace onrecord {
namespace {

constexpr const char* kStyle = R"css(:root {
  color-scheme: light dark;
  --paper: #fcfbf9; --ink: #22252a; --soft: #636870; --line: #dedbd4; --card: #f4f2ed;
  --link: #0a558c; --mark: #fdeeb5; --warn: #a33c00;
  --person: #1a74a8; --agency: #00477a; --organization: #a34f7f; --place: #007a59;
  --operation: #8a6100;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181c; --ink: #e4e5e7; --soft: #a0a5ad; --line: #34383f; --card: #1e2126;
    --link: #8cc4f0; --mark: #574a17; --warn: #ff9d66;
    --person: #7cc8f0; --agency: #4f9fdc; --organization: #dd9cc0; --place: #55c8a5;
    --operation: #e8b548;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 0 1.5rem 4rem; max-width: 72rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.6 system-ui, "Segoe UI", "DejaVu Sans", sans-serif;
}
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
a:focus-visible, input:focus-visible, select:focus-visible, button:focus-visible,
summary:focus-visible { outline: .15rem solid var(--link); outline-offset: .15rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
header {
  display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; padding: 1.5rem 0;
  border-bottom: 1px solid var(--line); margin-bottom: 2.5rem;
}
.brand { font: 600 1.25rem Georgia, "DejaVu Serif", serif; color: var(--ink); text-decoration: none; }
nav { display: flex; gap: 1.25rem; }
nav a { text-decoration: none; }
nav a[aria-current] { color: var(--ink); border-bottom: .15rem solid var(--ink); }
h1 { font: 500 2.1rem/1.2 Georgia, "DejaVu Serif", serif; margin: 0 0 .75rem; text-wrap: balance; }
h2 { font: 500 1.35rem/1.3 Georgia, "DejaVu Serif", serif; margin: 3rem 0 1rem; }
.lead { font-size: 1.15rem; max-width: 40rem; }
.note, .outlet, time, figcaption, footer { color: var(--soft); font-size: .875rem; }
.outlet::before, .document + time::before, .outlet + time::before { content: "· "; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.counts { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: 0; list-style: none;
  color: var(--soft); margin: 0 0 2rem; }
.counts b { color: var(--ink); font-variant-numeric: tabular-nums; }
form { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin: 0 0 2rem; }
form label { display: flex; flex-direction: column; font-size: .875rem; color: var(--soft); gap: .25rem; }
.search label { width: 100%; }
.search input { flex: 1 1 20rem; font-size: 1.15rem; }
.path label { flex: 1 1 14rem; }
.path .small { flex: 0 0 5rem; }
.filter label { flex: 1 1 9rem; }
input, select, button {
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line);
  border-radius: .4rem; padding: .5rem .75rem; min-width: 0;
}
form label input, form label select { width: 100%; color: var(--ink); }
button { background: var(--ink); color: var(--paper); border-color: var(--ink); cursor: pointer; }
ul.entities, ul.documents, ul.facts, ol.hops { padding: 0; list-style: none; }
ul.entities li, ul.documents li { padding: .5rem 0; border-bottom: 1px solid var(--line); }
ul.facts li { padding: .5rem 0; }
ul.facts p { margin: 0; }
.type { font: .75rem system-ui, sans-serif; color: var(--soft); white-space: nowrap; }
.type::before { content: ""; display: inline-block; width: .6em; height: .6em; border-radius: 50%;
  margin: 0 .35em 0 .25em; background: currentColor; }
/* as in the pictures of viz/ (Okabe-Ito) */
.type.person::before { background: #56b4e9; } .type.agency::before { background: #0072b2; }
.type.organization::before { background: #cc79a7; } .type.place::before { background: #009e73; }
.type.operation::before { background: #e69f00; }
a.person { color: var(--person); } a.agency { color: var(--agency); }
a.organization { color: var(--organization); } a.place { color: var(--place); }
a.operation { color: var(--operation); }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 500; font-size: .8125rem; color: var(--soft); }
th, td { padding: .75rem 1rem .75rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
td { overflow-wrap: anywhere; }
.quotes .words { min-width: 18rem; width: 45%; }
.quotes .when, .figures .figure { white-space: nowrap; font-variant-numeric: tabular-nums; }
blockquote { margin: 0; font: 1.0625rem/1.5 Georgia, "DejaVu Serif", serif; }
.direct blockquote::before { content: "“"; } .direct blockquote::after { content: "”"; }
.unnamed { font-style: italic; color: var(--soft); }
summary { cursor: pointer; color: var(--soft); font-size: .8125rem; margin-top: .25rem; }
.sentence { margin: .5rem 0 .75rem; padding: .25rem 0 .25rem 1rem; border-left: .2rem solid var(--line); }
.sentence p { margin: 0; font-family: Georgia, "DejaVu Serif", serif; }
mark, .at { background: var(--mark); color: inherit; border-radius: .15rem; }
.conflict { color: var(--warn); font-size: .8125rem; font-weight: 500; display: block; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.5rem; }
dt { color: var(--soft); } dd { margin: 0; }
.picture { overflow-x: auto; background: #fff; border: 1px solid var(--line); border-radius: .5rem;
  padding: 1rem; text-align: center; color: #333; }
.picture img { max-width: 100%; height: auto; }
.hops { max-width: 46rem; margin: 2rem 0 3rem; }
.hops .node { font-size: 1.15rem; }
.hops .hop { margin: .5rem 0 .5rem .5rem; padding-left: 1.5rem; border-left: 2px dotted var(--line); }
.hops .step { margin: 0; color: var(--soft); }
article .text { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 42rem;
  font: 1.125rem/1.7 Georgia, "DejaVu Serif", serif; }
.text a.entity { text-decoration-style: dotted; }
.text .source, .legend .source { border-bottom: .15rem solid var(--person); }
.text .cue, .legend .cue { border-bottom: .15rem dotted var(--soft); }
.text .content, .legend .content { background: var(--card); box-shadow: inset 0 -.1rem var(--operation); }
.text .at { background: var(--mark); scroll-margin-top: 30vh; }
.legend { font-size: .875rem; color: var(--soft); }
@media (max-width: 46rem) {
  .quotes thead, .figures thead { display: none; }
  .quotes tr, .figures tr { display: block; padding: 1rem 0; border-bottom: 1px solid var(--line); }
  .quotes td, .figures td { display: block; border: 0; padding: .1rem 0; width: auto; min-width: 0; }
}
)css";

}  // namespace

Result<Reply> show_style(Call&) {
  Reply reply;
  reply.content_type = "text/css; charset=utf-8";
  reply.body = kStyle;
  return reply;
}

}  // namespace onrecord
