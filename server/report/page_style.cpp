#include "server/report/page_style.h"

#include <openssl/evp.h>

#include <array>

namespace onrecord {
namespace {

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark;
  --paper: #fcfbf9; --ink: #22252a; --soft: #5b6068; --line: #dedbd4; --link: #0a558c;
  --mark: #fdeeb5; --warn: #a33c00; --card: #f4f2ed; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #16181c; --ink: #e4e5e7; --soft: #a8adb5; --line: #3a3f47; --link: #8cc4f0;
  --mark: #574a17; --warn: #ff9d66; --card: #1e2126; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 58rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.6 system-ui, "Segoe UI", "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere; }
h1, h2, h3, .words { font-family: Georgia, "DejaVu Serif", serif; }
h1 { font-size: 2.2rem; font-weight: 500; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.4rem; font-weight: 500; line-height: 1.3; margin: 3rem 0 1rem;
  padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.1rem; font-weight: 600; margin: 2rem 0 .5rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, .scroll:focus-visible { outline: .15rem solid var(--link); outline-offset: .15rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1.5rem 0 0;
  list-style: none; }
.type { color: var(--soft); font: .875rem system-ui, "DejaVu Sans", sans-serif; }
.note, figcaption, .where, caption, footer { color: var(--soft); font-size: .875rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: 1rem 0; }
dt { color: var(--soft); } dd { margin: 0; }
.quote { display: grid; grid-template-columns: 7rem 1fr; gap: 0 1.5rem; margin: 0 0 2rem; }
.quote time { color: var(--soft); font-variant-numeric: tabular-nums; padding-top: .1rem; }
.quote p { margin: 0; }
.speaker { font-weight: 600; }
.words { margin: .35rem 0; font-size: 1.125rem; line-height: 1.5; }
.telling + .telling { margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px dotted var(--line); }
.differences { color: var(--warn); font-size: .875rem; margin: .25rem 0; padding-left: 1.25rem; }
.sentence { margin: .5rem 0 .75rem; padding: .1rem 0 .1rem 1rem; font-size: .9375rem;
  border-left: .2rem solid var(--line); }
.sentence p { margin: 0; }
mark { background: var(--mark); color: inherit; border-radius: .15rem; }
ul.facts { list-style: none; padding: 0; } ul.facts > li { margin: 0 0 1.25rem; }
ul.facts p { margin: 0; } .value { font-weight: 600; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; table-layout: fixed;
  overflow-wrap: break-word; }
caption { text-align: left; padding-bottom: .5rem; }
th { text-align: left; font-weight: 600; font-size: .8125rem; color: var(--soft); }
th, td { padding: .6rem 1rem .6rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td .sentence { margin: 0; } td .note { display: block; }
.links th { width: 19%; } .links th:last-child { width: 43%; } .sources th.number { width: 5rem; }
.scroll { overflow-x: auto; background: #fff; border: 1px solid var(--line); border-radius: .5rem;
  padding: .5rem; margin: 0 0 .5rem; }
.scroll svg { display: block; margin: 0 auto; height: auto; }
.network { width: min(100vw - 3rem, 92rem); margin: 0 0 2rem 50%; transform: translateX(-50%); }
.network figcaption { max-width: 55rem; margin: 0 auto; }
@media screen and (prefers-color-scheme: dark) {
  .scroll { background: var(--card); }
  .graph polygon[fill="white"], .cluster path { fill: none; }
  .cluster path { stroke: #6b717a; }
  .graph text { fill: var(--ink); }
  .node text:not([fill]) { fill: #000; } .node text[fill="white"] { fill: #fff; }
  .node [stroke="black"] { stroke: #fff; }
  .edge [stroke="#555555"] { stroke: #b4b9c1; } .edge [fill="#555555"] { fill: #b4b9c1; }
}
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); }
@media (max-width: 40rem) {
  body { padding: 1.25rem 1rem 3rem; }
  h1 { font-size: 1.75rem; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin: 0 0 .5rem; }
  .quote { display: block; }
  .quote time { display: block; }
  thead { position: absolute; left: -99rem; }
  table, caption, tbody, tr, td { display: block; }
  tr { padding: .75rem 0; border-bottom: 1px solid var(--line); }
  td { border: 0; padding: .1rem 0; }
  td.number { text-align: left; } td.number::after { content: " " attr(data-unit); }
  .links td:last-child { margin-top: .35rem; }
  .network { width: auto; margin: 0 0 2rem; transform: none; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000; --mark: #eee;
    --warn: #000; --card: #fff; color-scheme: light; }
  body { padding: 0; max-width: none; font-size: 10pt; }
  nav { display: none; }
  h1, h2, h3 { break-after: avoid; }
  .sentence, .network, tr, .telling { break-inside: avoid; }
  .network { width: auto; margin: 0 0 2rem; transform: none; }
  .scroll { border: 0; padding: 0; overflow: visible; }
  .scroll svg { max-width: 100%; max-height: 22cm; }
  a { text-decoration: none; }
  .sources a[href]::after { content: " \3C " attr(href) "\3E "; color: var(--soft); }
}
)css";

}  // namespace

std::string_view report_style() { return kStyle; }

std::string report_policy() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int size = 0;
  EVP_Digest(kStyle.data(), kStyle.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::array<unsigned char, 4 * ((EVP_MAX_MD_SIZE + 2) / 3) + 1> text;
  const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(size));
  return "default-src 'none'; style-src 'sha256-" +
         std::string(reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(length)) +
         "'; base-uri 'none'; form-action 'none'";
}

}  // namespace onrecord
