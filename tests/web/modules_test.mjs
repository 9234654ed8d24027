// The page's modules that need no browser.
import "./support/raw_deflate.mjs";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pageModule } from "./support/modules.mjs";

const points = await pageModule("core/code_points.ts");
const dates = await pageModule("core/dates.ts");
const filters = await pageModule("core/filters.ts");
const views = await pageModule("core/view.ts");
const codec = await pageModule("core/codec.ts");
const steps = await pageModule("core/history.ts");
const csv = await pageModule("core/csv.ts");
const scenes = await pageModule("core/scene.ts");
const nodes = await pageModule("core/nodes.ts");
const networks = await pageModule("core/network.ts");
const neighbours = await pageModule("core/neighbours.ts");
const incoming = await pageModule("core/new_documents.ts");
const reasons = await pageModule("core/reasons.ts");
const events = await pageModule("core/events.ts");
const intake = await pageModule("core/intake.ts");
const pictures = await pageModule("core/picture.ts");

const id = (number) => number.toString(16).padStart(16, "0");
const ref = (number, type = "person") => ({ id: id(number), type, name: `N${number}`, documents: 1 });
const link = (a, b, predicate = "conducted", more = {}) => ({
  source: id(a), target: id(b), predicate, label: predicate, statement: id(a * 1000 + b), qualifiers: {}, support: 1,
  confidence: 0.8, first: "2025-05-01", last: "2025-05-02", evidence: [], ...more,
});
const view = (change) => ({ ...views.EMPTY_VIEW, ...change });

describe("spans", () => {
  it("count code points, not units", () => {
    const text = new points.PointText("a𝒳é😀b");
    assert.equal(text.length, 5);
    assert.equal(text.cut([1, 4]), "𝒳é😀");
    assert.equal(text.cut([-3, 99]), "a𝒳é😀b");
    assert.equal(text.cut([4, 2]), "");
  });
  it("cut a text wherever a mark begins or ends, also where marks overlap", () => {
    const cut = points.pieces(new points.PointText("abcdef"), [1, 6], [{ span: [0, 3], name: "x" }, { span: [2, 5], name: "y" }, { span: [2, 5], name: "y" }]);
    assert.deepEqual(cut.map(({ text, marks }) => `${text}:${marks.join("+")}`), ["b:x", "c:x+y", "de:y", "f:"]);
  });
  it("of nothing are nothing", () => {
    assert.deepEqual(points.pieces(new points.PointText(""), [0, Infinity], [{ span: [0, 9], name: "x" }]), []);
  });
});

describe("dates", () => {
  it("are words, as far as they are known", () => {
    for (const [date, words] of [["2025-05-04", "May 4, 2025"], ["2025-09", "Sept 2025"], ["2025", "2025"], ["--03-18", "Mar 18"], ["", ""], [null, ""], ["soon", "soon"]]) {
      assert.equal(dates.date_words(date), words, String(date));
    }
    assert.equal(dates.range_words("2025-05-04", "2025-05-04"), "May 4, 2025");
    assert.equal(dates.range_words(null, "2025"), "2025");
  });
  it("are right or say what is wrong with them", () => {
    for (const date of ["2025", "0001", "2025-03", "2025-03-09", "2024-02-29"]) assert.equal(dates.date_problem(date), "", date);
    for (const date of ["", "25", "2025-3", "2025-13", "2025-00", "2025-02-30", "2025-02-00", "2023-02-29", "2025-03-09T10:00:00Z", "0000"]) assert.notEqual(dates.date_problem(date), "", date);
  });
  it("are reversed when all of the end is before the beginning", () => {
    for (const [since, until] of [["2025", "2025"], ["2025-05-04", "2025"], ["2025-05", "2025-05-01"], ["2024", "2025-01"], ["", "2025"], ["2025", ""]]) assert.ok(!dates.is_reversed(since, until), `${since} ${until}`);
    for (const [since, until] of [["2026", "2025"], ["2025-05", "2025-04-30"], ["2025-05-04", "2025-04"], ["2025-05-04", "2025-05-03"], ["2025-06", "2024"]]) assert.ok(dates.is_reversed(since, until), `${since} ${until}`);
  });
  it("of a moment have its time", () => {
    assert.equal(dates.moment_words("2026-11-22T21:44:08Z"), "Nov 22, 2026, 21:44 UTC");
    assert.equal(dates.moment_words("2026-11-22"), "Nov 22, 2026");
    assert.equal(dates.moment_words(""), "");
  });
  it("fill the holes between bars, over leap days and years", () => {
    assert.deepEqual(dates.fill_buckets(["2024-12", "2025-02"], "month", 10), ["2024-12", "2025-01", "2025-02"]);
    assert.deepEqual(dates.fill_buckets(["2024-02-28", "2024-03-01"], "day", 10), ["2024-02-28", "2024-02-29", "2024-03-01"]);
    assert.deepEqual(dates.fill_buckets(["2024-12-30", "2025-01-13"], "week", 10), ["2024-12-30", "2025-01-06", "2025-01-13"]);
    assert.deepEqual(dates.fill_buckets(["2023", "2025"], "year", 10), ["2023", "2024", "2025"]);
    assert.deepEqual(dates.fill_buckets(["1900-01-01", "2025-01-01"], "day", 10), ["1900-01-01", "2025-01-01"]);
    assert.deepEqual(dates.fill_buckets([], "day", 10), []);
  });
  it("end a bar on its last day", () => {
    assert.equal(dates.short_start("2025-05-01", "month"), "2025-05");
    assert.equal(dates.bucket_end("2024-02", "month"), "2024-02-29");
    assert.equal(dates.bucket_end("2025", "year"), "2025-12-31");
    assert.equal(dates.bucket_end("2025-05-05", "week"), "2025-05-11");
    assert.equal(dates.bucket_end("2025-05-05", "day"), "2025-05-05");
  });
});

describe("a view", () => {
  const full = view({
    tab: "paths", focus: { kind: "link", from: id(1), to: id(2), predicate: "conducted", at: 3 }, table: true, bucket: "week",
    filters: { ...filters.NO_FILTERS, types: ["person"], since: "2025-05", min_confidence: 0.5, co_mentioned: false },
    nodes: [{ id: id(1), x: -12, y: 40, pinned: true }, { id: id(2) }, { id: id(3), hidden: true, folded: true, faded: true }],
  });
  it("comes back from its link", async () => {
    for (const one of [views.EMPTY_VIEW, full]) assert.deepEqual(await codec.decode_view(await codec.encode_view(one)), one);
    assert.equal(await codec.encode_view(views.EMPTY_VIEW), "");
  });
  it("of 2,000 entities is a link of less than 64 KiB", async () => {
    const many = view({ nodes: Array.from({ length: 2000 }, (_, i) => ({ id: (BigInt(i) * 0x9e3779b97f4a7c15n & 0xffffffffffffffffn).toString(16).padStart(16, "0"), x: (i * 37) % 4000, y: (i * 91) % 4000 })) });
    assert.ok((await codec.encode_view(many)).length < 65536);
  });
  it("from anything has only what makes sense", () => {
    for (const raw of [null, 3, "x", [], {}, { nodes: 5, filters: [], focus: { kind: "entity", id: "<b>" }, tab: "evil", paths: "x" }]) {
      assert.deepEqual(views.read_view(raw), views.EMPTY_VIEW);
    }
    const odd = views.read_view({ nodes: [{ id: "x" }, { id: id(1), x: "1" }, { id: id(1) }, { id: id(2), x: NaN, y: 1 }], filters: { types: ["person", "ghost"], since: "May", min_confidence: 7, outlets: ["Post", "Post", "", "A;B", 3] }, paths: { k: 1e9, by: "magic" } });
    assert.deepEqual(odd.nodes, [{ id: id(1) }, { id: id(2), x: 0, y: 1 }]);
    assert.deepEqual(odd.filters.types, ["person"]);
    assert.deepEqual(odd.filters.outlets, ["Post"]);
    for (const [since, until, read] of [["2025-13", "2025", ["", "2025"]], ["2025-05", "2025-04", ["", ""]], ["2025-05", "2025", ["2025-05", "2025"]]]) {
      const { filters: dated } = views.read_view({ filters: { since, until } });
      assert.deepEqual([dated.since, dated.until], read);
    }
    assert.deepEqual([odd.filters.since, odd.filters.min_confidence, odd.paths.k, odd.paths.by], ["", 1, 20, "hops"]);
  });
  it("that is none, or unfolds without end, is refused", async () => {
    await assert.rejects(codec.decode_view("%%%"));
    await assert.rejects(codec.decode_view("AAAA"));
    const bomb = new Response(new Blob([new Uint8Array(8 << 20)]).stream().pipeThrough(new CompressionStream("deflate-raw")));
    const text = Buffer.from(await bomb.arrayBuffer()).toString("base64url");
    await assert.rejects(codec.decode_view(text), /too large/);
  });
});

describe("the history", () => {
  const at = (k) => ({ label: `to ${k}`, view: view({ paths: { ...views.EMPTY_VIEW.paths, k } }) });
  const k_of = (history) => steps.shown(history).view.paths.k;
  it("goes back and forth", () => {
    let history = steps.push(steps.push(steps.begin_history(at(1).view), at(2)), at(4));
    history = steps.undo(steps.undo(history));
    assert.equal(k_of(history), 1);
    assert.equal(steps.undo(history), history);
    history = steps.redo(history);
    assert.equal(k_of(history), 2);
    assert.equal(steps.can_redo(steps.push(history, at(9))), false);
  });
  it("holds a hundred steps", () => {
    let history = steps.begin_history(at(0).view);
    for (let i = 1; i <= 150; ++i) history = steps.push(history, at(i));
    for (let i = 0; i < 200; ++i) history = steps.undo(history);
    assert.equal(k_of(history), 50);
  });
  it("does a decision again under its new number", () => {
    const effect = { body: { kind: "merge" }, sequence: 1 };
    let history = steps.undo(steps.push(steps.begin_history(at(0).view), { ...at(1), effect }));
    history = steps.redo(history, { ...effect, sequence: 7 });
    assert.equal(steps.shown(history).effect.sequence, 7);
  });
  it("takes what a layout found into the step that is shown", () => {
    const history = steps.amend(steps.push(steps.begin_history(at(0).view), at(1)), at(5).view);
    assert.deepEqual([k_of(history), steps.shown(history).label, history.done.length], [5, "to 1", 2]);
  });
});

describe("a scene", () => {
  const network = { nodes: [ref(1, "operation"), ref(2), ref(3), ref(4), ref(5, "place")], links: [link(1, 2), link(1, 3), link(1, 3, "conducted", { support: 4, first: "2025-04", label: "led" }), link(3, 4), link(1, 5, "took_place_in")] };
  const placed = [1, 2, 3, 4, 5].map((number) => ({ id: id(number) }));
  const scene = (nodes_of = placed, change = {}, focus = null, ...caps) => scenes.make_scene(nodes_of, network, { ...filters.NO_FILTERS, ...change }, focus, ...caps);
  const ids = ({ nodes: all }) => all.map((node) => parseInt(node.id, 16)).join(" ");
  it("draws links of one relation between two once", () => {
    const { links } = scene();
    assert.equal(links.length, 4);
    const led = links.find(({ target }) => target === id(3));
    assert.deepEqual([led.support, led.statements, led.first, led.last, led.labels], [4, 2, "2025-04", "2025-05-02", ["conducted", "led"]]);
  });
  it("takes links with the nodes that are filtered", () => {
    const persons = scene(placed, { types: ["person"] });
    assert.equal(ids(persons), "2 3 4");
    assert.deepEqual(persons.links.map(({ key }) => key), [`${id(3)}-${id(4)}-conducted`]);
    assert.equal(persons.filtered, 2);
    assert.equal(ids(scene(placed, { types: ["person"] }, id(1))), "1 2 3 4");
  });
  it("leaves out who has no link under the filters, unless pinned or in focus", () => {
    const lonely = { nodes: network.nodes, links: [] };
    const some = placed.map((node, i) => (i === 2 ? { ...node, pinned: true } : node));
    assert.equal(ids(scenes.make_scene(some, lonely, { ...filters.NO_FILTERS, since: "2030" }, id(1))), "1 3");
    assert.equal(ids(scenes.make_scene(some, lonely, filters.NO_FILTERS, null)), "1 2 3 4 5");
  });
  it("folds those who hang on one alone, but not the pinned", () => {
    const folded = scene(placed.map((node, i) => (i === 0 ? { ...node, folded: true } : i === 4 ? { ...node, pinned: true } : node)));
    assert.equal(ids(folded), "1 3 4 5");
    assert.deepEqual([folded.nodes[0].behind, folded.folded], [1, 1]);
  });
  it("counts who is hidden, and who is gone", () => {
    const some = scene([...placed.map((node, i) => (i === 1 ? { ...node, hidden: true } : node)), { id: id(99) }]);
    assert.deepEqual([ids(some), some.hidden, some.missing], ["1 3 4 5", 1, 1]);
  });
  it("never has more than the caps, and says what they took", () => {
    const star = { nodes: Array.from({ length: 3001 }, (_, i) => ref(i)), links: Array.from({ length: 3000 }, (_, i) => link(0, i + 1)) };
    const capped = scenes.make_scene(star.nodes.map(({ id: one }) => ({ id: one })), star, filters.NO_FILTERS, null);
    assert.deepEqual([capped.nodes.length, capped.over_cap, capped.nodes[0].behind], [2000, 1001, 1001]);
    const few = scene(placed, {}, null, 2000, 2);
    assert.deepEqual([few.links.length, few.links_over_cap, few.links[0].support], [2, 2, 4]);
    assert.equal(scene(placed, {}, null, 1).nodes.length, 1);
  });
  it("collapses to those who are joined elsewhere too", () => {
    assert.deepEqual(nodes.collapse(placed, scene(), id(1)).map((node) => parseInt(node.id, 16)), [1, 3, 4]);
  });
});

describe("nodes", () => {
  it("that are added leave the places of others, and unhide", () => {
    const before = [{ id: id(1), x: 1, y: 2 }, { id: id(2), hidden: true, x: 5, y: 5 }];
    assert.deepEqual(nodes.add_nodes(before, [id(2), id(3), id(3)]), [before[0], { id: id(2), x: 5, y: 5 }, { id: id(3) }]);
    assert.deepEqual(nodes.forget_places([{ id: id(1), x: 1, y: 2, pinned: true }, { id: id(2), x: 1, y: 1 }]), [{ id: id(1), x: 1, y: 2, pinned: true }, { id: id(2) }]);
    assert.deepEqual(nodes.place(before, new Map([[id(1), { x: 1.4, y: 2.6 }]]))[0], { id: id(1), x: 1, y: 3 });
  });
  it("are asked for so that each two meet", () => {
    const all = Array.from({ length: 450 }, (_, i) => id(i));
    const blocks = networks.blocks_of(all, 100);
    assert.ok(blocks.every((block) => block.length <= 100));
    const met = new Set(blocks.flatMap((block) => block.flatMap((a) => block.map((b) => `${a} ${b}`))));
    assert.equal(met.size, 450 * 450);
    assert.deepEqual(networks.blocks_of([], 100), []);
  });
  it("around somebody are grouped by relation, where a server has no route for it", () => {
    const network = { nodes: [ref(1), ref(2), ref(3)], links: [link(1, 2), link(3, 1, "part_of"), link(2, 3)] };
    const page = neighbours.page_of(id(1), network, 1, "", "name");
    assert.deepEqual([page.total, page.items.length, page.next], [2, 1, "1"]);
    assert.deepEqual(page.groups.map(({ predicate, direction, entities }) => `${predicate} ${direction} ${entities}`), ["conducted out 1", "part_of in 1"]);
    assert.equal(neighbours.page_of(id(1), network, 9, "in", "").items[0].entity.id, id(3));
  });
});

describe("what leaves the page", () => {
  it("is CSV that no spreadsheet takes for a formula", () => {
    assert.equal(csv.to_csv([["=1+1", 'a "b"', "x,y", -3], ["@x", "-y", "+z", "\tq"]]), "'=1+1,\"a \"\"b\"\"\",\"x,y\",-3\r\n'@x,'-y,'+z,'\tq\r\n");
  });
  it("is SVG in which names are text", () => {
    const evil = { ...ref(1), name: '<script>"&\u0000', placed: { id: id(1), x: 0, y: 0 }, degree: 0, behind: 2 };
    const drawn = pictures.to_svg({ nodes: [evil], links: [] }, { paper: "#fff", ink: "#000", line: "#999" });
    assert.ok(drawn.includes("&lt;script&gt;&quot;&amp;\ufffd (+2)"));
    assert.ok(!drawn.includes("<script"));
  });
});

describe("reasons", () => {
  it("have a way, words and a weight, as far as they are told", () => {
    assert.deepEqual(reasons.parse_reason("for: same name (Ann [sic] Roe) [2.3]"), { way: "for", words: "same name (Ann [sic] Roe)", weight: 2.3 });
    assert.deepEqual(reasons.parse_reason("against: other region (Maine / Texas)"), { way: "against", words: "other region (Maine / Texas)", weight: null });
    assert.deepEqual(reasons.parse_reason("odd"), { way: "", words: "odd", weight: null });
  });
});

describe("files", () => {
  const read = (name, text) => incoming.read_file(name, new TextEncoder().encode(text));
  const rows = (name, text) => read(name, text).documents.map(({ origin, json }) => [origin, JSON.parse(json)]);
  it("are text, pages, objects, lists and lines", () => {
    assert.deepEqual(rows("a.txt", "Words."), [["a.txt", { plain: "Words." }]]);
    assert.deepEqual(rows("a.HTM", "<p>Words.</p>"), [["a.HTM", { html: "<p>Words.</p>" }]]);
    assert.deepEqual(rows("a.json", '{"text": "A", "title": "T", "more": 1, "url": null}'), [["a.json", { title: "T", text: "A" }]]);
    assert.deepEqual(rows("a.json", '[{"text": "A"}, {"html": "B"}]').map(([origin]) => origin), ["a.json, document 1", "a.json, document 2"]);
    assert.deepEqual(rows("a.json", '{"documents": [{"text": "A"}]}'), [["a.json, document 1", { text: "A" }]]);
    assert.deepEqual(rows("a.jsonl", '{"text": "A"}\r\n\n{"text": "B"}\n').map(([origin]) => origin), ["a.jsonl, line 1", "a.jsonl, line 3"]);
    assert.deepEqual(rows("lines.json", '{"text": "A"}\n{"text": "B"}').length, 2);
  });
  it("are decoded as they say", () => {
    assert.equal(incoming.decode(new Uint8Array([0xff, 0xfe, 0x41, 0]), false), "A");
    assert.equal(incoming.decode(new Uint8Array([0xe9]), false), null);
    assert.equal(incoming.decode(new Uint8Array([0xe9]), true), "é");
    const page = '<meta charset="iso-8859-2">';
    assert.equal(incoming.decode(new Uint8Array([...Buffer.from(page), 0xe8]), true), `${page}č`);
  });
  it("that hold nothing of use say what is wrong", () => {
    for (const [name, text, why] of [["a.pdf", "x", /Only/], ["a.txt", "  \n", /empty/], ["a.json", "{", /not JSON/], ["a.json", "[]", /no document/], ["a.json", "[3]", /not an object/], ["a.ndjson", '{"title": "T"}', /neither/]]) {
      const { documents, problems } = read(name, text);
      assert.equal(documents.length, 0, name);
      assert.equal(problems.length, 1, name);
      assert.match(problems[0].why, why);
    }
  });
  it("go in requests that the server takes", () => {
    const all = Array.from({ length: 7 }, (_, i) => ({ origin: `${i}`, json: JSON.stringify({ text: "ü".repeat(20) }) }));
    const most = 200;
    const requests = incoming.in_requests(all, most);
    assert.deepEqual(requests.flat(), all);
    assert.ok(requests.length > 1);
    for (const request of requests) assert.ok(Buffer.byteLength(incoming.body_of(request)) <= most);
    assert.ok(incoming.in_requests(Array.from({ length: 1000 }, () => all[0])).length >= 10);
  });
});

describe("what the server tells of new documents", () => {
  const text = 'event: document\ndata: {"id":"document 1","error":"read \'document 1\': it is blank"}\n\nevent: progress\ndata: {"done":1,"total":2,"stage":"extract"}\n\n' +
    'event: progress\ndata: {"done":2,"total":2,"stage":"extract"}\n\nevent: document\ndata: {"id":"b","quotes":3,"statements":4}\n\nevent: done\ndata: {"stored":1,"failed":1}\n\n';
  it("is read however it is cut", () => {
    for (let size = 1; size < 80; size += 7) {
      const reader = new events.EventReader();
      const found = [];
      for (let at = 0; at < text.length; at += size) found.push(...reader.take(text.slice(at, at + size)));
      assert.deepEqual(found.map(({ name }) => name), ["document", "progress", "progress", "document", "done"]);
    }
  });
  it("is about the document that it was sent for", () => {
    const reader = new intake.RequestReader([{ origin: "a.txt", json: "" }, { origin: "b.txt", json: "" }], 0, intake.NO_INTAKE);
    let state;
    for (const event of new events.EventReader().take(text)) state = reader.take(event);
    assert.deepEqual(state.problems, [{ origin: "a.txt", why: "it is blank" }]);
    assert.deepEqual(state.stored, [{ id: "b", origin: "b.txt", quotes: 3, statements: 4 }]);
    assert.ok(reader.ended);
  });
});
