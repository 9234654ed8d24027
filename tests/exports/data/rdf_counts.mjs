// What a graph says there is in a store, counted quad by quad.
const onr = "urn:onrecord:vocabulary:";
const schema = "http://schema.org/";
const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

export class Counts {
  types = {};
  predicates = {};
  entities = new Set();
  names = new Map();
  triples = 0;

  add({ subject, predicate, object }) {
    this.triples += 1;
    if (predicate.value === `${rdf}type`) {
      this.types[object.value] = (this.types[object.value] ?? 0) + 1;
      if (object.value === `${onr}Entity`) this.entities.add(subject.value);
    } else if (predicate.value === `${rdf}predicate`) {
      const name = object.value.slice(onr.length);
      this.predicates[name] = (this.predicates[name] ?? 0) + 1;
    } else if (predicate.value === `${schema}name`) {
      this.names.set(subject.value, object.value);
    }
  }

  found() {
    const names = {};
    for (const id of this.entities) {
      const name = this.names.get(id);
      names[name] = (names[name] ?? 0) + 1;
    }
    return {
      documents: this.types[`${schema}Article`] ?? 0,
      quotes: this.types[`${schema}Quotation`] ?? 0,
      statements: this.types[`${rdf}Statement`] ?? 0,
      evidence: this.types[`${onr}Evidence`] ?? 0,
      entities: this.entities.size,
      predicates: this.predicates,
      names,
    };
  }
}
