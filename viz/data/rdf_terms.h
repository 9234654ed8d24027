#pragma once

#include <string>
#include <string_view>

#include "model/date.h"

namespace onrecord::rdf {

/// A vocabulary that we use: its prefix and what the prefix stands for.
struct Vocabulary {
  std::string_view prefix, iri;
};

inline constexpr Vocabulary kRdf{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"};
inline constexpr Vocabulary kXsd{"xsd", "http://www.w3.org/2001/XMLSchema#"};
inline constexpr Vocabulary kSchema{"schema", "http://schema.org/"};
inline constexpr Vocabulary kProv{"prov", "http://www.w3.org/ns/prov#"};
inline constexpr Vocabulary kOrg{"org", "http://www.w3.org/ns/org#"};
inline constexpr Vocabulary kOa{"oa", "http://www.w3.org/ns/oa#"};
/// Ours: docs/ontology.ttl.
inline constexpr Vocabulary kOnr{"onr", "urn:onrecord:vocabulary:"};
inline constexpr const Vocabulary* kVocabularies[] = {&kOa,  &kOnr,    &kOrg, &kProv,
                                                      &kRdf, &kSchema, &kXsd};

/// A class, property or datatype. `name` needs no escaping anywhere: letters, digits, - and _.
struct Term {
  const Vocabulary* vocabulary = nullptr;
  std::string_view name;
};

// Escaping: one function for each syntax, all total.

/// Appends the text as one segment of an IRI: all bytes but unreserved ASCII percent-encoded.
void append_segment(std::string& out, std::string_view text);

/// The text as every reader takes it: U+FFFD stands for bytes that are not UTF-8, which are
/// refused, and for NUL, U+FFFE and U+FFFF, at which some end the string.
std::string to_literal_text(std::string_view text);

/// Appends that text as a literal of N-Triples and Turtle, in quotation marks. Control characters
/// and backslashes are \u escapes.
void append_literal(std::string& out, std::string_view text);

/// Appends an IRI in angle brackets or, of a literal, append_literal.
void append_value(std::string& out, std::string_view iri_or_text, bool literal);

/// Whether names may begin so: a scheme and a colon, then characters that N-Triples and Turtle take
/// in an IRI as they are.
bool is_base_iri(std::string_view text);

/// Whether the text can be a property's name after a prefix in all of Turtle, N-Triples and
/// JSON-LD: a letter, then letters, digits and _.
bool is_plain_name(std::string_view text);

/// The datatype of a date of which parts may be missing; to_string gives its text. date: not empty.
Term date_type(const PartialDate& date);

}  // namespace onrecord::rdf
