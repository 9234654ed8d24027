// A store whose every word tries to run something: names, aliases, titles, outlets, addresses,
// quotes.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, temporaryFolder } from "./server.mjs";

const CALLS = ["alert(1)", "window.__ran('x')", "confirm`1`", "top['al'+'ert'](1)"];
const SHAPES = [
  (call) => `<script>${call}</script>`,
  (call) => `"><script>${call}</script>`,
  (call) => `'><img src=x onerror=${call}>`,
  (call) => `<img src=x onerror="${call}">`,
  (call) => `<svg onload=${call}>`,
  (call) => `<svg><script>${call}</script></svg>`,
  (call) => `<body onload=${call}>`,
  (call) => `<iframe src="javascript:${call}">`,
  (call) => `<iframe srcdoc="<script>parent.${call}</script>">`,
  (call) => `<a href="javascript:${call}">x</a>`,
  (call) => `<details open ontoggle=${call}>`,
  (call) => `<input autofocus onfocus=${call}>`,
  (call) => `<video><source onerror=${call}></video>`,
  (call) => `<math><mtext><table><mglyph><style><img src=x onerror=${call}>`,
  (call) => `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  (call) => `</title><script>${call}</script>`,
  (call) => `</textarea><script>${call}</script>`,
  (call) => `<style>@import 'javascript:${call}';</style>`,
  (call) => `<link rel=stylesheet href="data:text/css,*{background:url(javascript:${call})}">`,
  (call) => `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  (call) => `<object data="javascript:${call}">`,
  (call) => `<embed src="javascript:${call}">`,
  (call) => `<form action="javascript:${call}"><button>go</button></form>`,
  (call) => `<base href="javascript:${call}//">`,
  (call) => `\${${call}}`,
  (call) => `{{constructor.constructor('${call}')()}}`,
  (call) => `\`-${call}-\``,
  (call) => `";${call};//`,
];
export const PAYLOADS = SHAPES.flatMap((shape) => CALLS.map(shape));

/** Another surname for each number, so that nobody is taken for somebody else. */
const surname = (number) => `B${["ar", "el", "in", "or", "um"][number % 5]}d${["a", "e", "i", "o", "u"][Math.floor(number / 5) % 5]}${["ck", "ll", "mm", "nn", "rt"][Math.floor(number / 25) % 5]}`;

/** The record of `onrecord extract`, with the payload as the name of everybody who is not a place. */
function renamed(line, payload) {
  const made = JSON.parse(line);
  for (const entity of made.entities) {
    if (entity.type !== "place") Object.assign(entity, { name: `${payload} ${entity.type}`, aliases: [`alias ${payload}`] });
  }
  for (const operation of made.operations) operation.name = payload;
  for (const quote of made.attributions) quote.speaker_name = payload;
  return JSON.stringify(made);
}

/** Makes the store; returns its folder. */
export function hostileStore() {
  const folder = temporaryFolder();
  const lines = PAYLOADS.map((payload, number) => {
    const text = `Ann ${surname(number)}, the mayor of Selby, said on Monday that “the port is open ${payload} and stays so.” Operation Quiet ${surname(number)} led to ${number + 10} arrests in Portland, Maine.`;
    return JSON.stringify({
      id: `doc ${number} ${payload}`.slice(0, 200), text, title: `Title ${payload}`, publisher: `Outlet ${payload}`,
      url: `https://news.example/${encodeURIComponent(payload)}#${payload.replace(/[\s"<>`{}|\\^]/g, "")}`, published: "2025-05-01",
    });
  });
  const articles = join(folder, "articles.ndjson");
  writeFileSync(articles, `${lines.join("\n")}\n`);
  const records = run("extract", "--with-text", articles).trim().split("\n");
  const shard = join(folder, "records.ndjson");
  writeFileSync(shard, `${records.map((line, i) => renamed(line, PAYLOADS[i])).join("\n")}\n`);
  const store = join(folder, "hostile.db");
  run("load", "--store", store, "--no-resolve", shard);
  return store;
}
