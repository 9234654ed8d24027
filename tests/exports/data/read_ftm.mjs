// node read_ftm.mjs FILE: what the FollowTheMoney library makes of the entities in it, as JSON. It
// throws at a schema or property that its model does not have.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import ftm from "@opensanctions/followthemoney";

const { Model, defaultModel } = ftm;
const model = new Model(defaultModel);
const kinds = {};
const names = {};
const types = {};
const typeOf = {
  Person: "person",
  PublicBody: "agency",
  Organization: "organization",
  Address: "place",
  Event: "operation",
};
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const entity = model.getEntity(JSON.parse(line));
  const kind = entity.id.split("-")[0];
  kinds[kind] = (kinds[kind] ?? 0) + 1;
  for (const required of entity.schema.required ?? []) {
    // A name of nothing but blanks is none to the library, though it is one to us.
    if (!entity.hasProperty(required)) throw new Error(`${line}: has no ${required}`);
  }
  if (kind !== "entity") continue;
  const name = String(entity.getFirst("name"));
  names[name] = (names[name] ?? 0) + 1;
  const type = typeOf[entity.schema.name];
  types[type] = (types[type] ?? 0) + 1;
}
console.log(
  JSON.stringify({
    documents: kinds.document ?? 0,
    quotes: kinds.quote ?? 0,
    evidence: kinds.evidence ?? 0,
    statements: kinds.statement ?? 0,
    entities: kinds.entity ?? 0,
    types,
    names,
  }),
);
