#include "storage/value_parts.h"

namespace onrecord {

namespace {

void write_text(ByteWriter& out, const std::string& text) { out.string(text); }
std::string read_text(ByteReader& in) { return in.string(); }
void write_document(ByteWriter& out, const DocumentId& id) { out.string(id.value); }
DocumentId read_document(ByteReader& in) { return {in.string()}; }

}  // namespace

std::string encode_resolved(const std::vector<Resolved>& resolved) {
  ValueWriter out;
  write_list(out, resolved, [](ByteWriter& writer, const Resolved& one) {
    write_id(writer, one.from);
    write_id(writer, one.to);
    writer.u8(static_cast<std::uint8_t>(one.type));
  });
  return out.seal();
}

Decoded<std::vector<Resolved>> decode_resolved(std::string_view value) {
  return open_value<std::vector<Resolved>>(value, [](ByteReader& in) {
    return read_list<Resolved>(in, [](ByteReader& reader) {
      Resolved one;
      one.from = read_id<EntityId>(reader);
      one.to = read_id<EntityId>(reader);
      one.type = read_enum(reader, EntityType::Person, EntityType::Operation);
      return one;
    });
  });
}

std::string encode_candidate(const Candidate& candidate) {
  ValueWriter out;
  out.u8(static_cast<std::uint8_t>(candidate.verdict));
  out.u8(static_cast<std::uint8_t>(candidate.type));
  write_id(out, candidate.a);
  write_id(out, candidate.b);
  out.string(candidate.a_name);
  out.string(candidate.b_name);
  write_list(out, candidate.a_documents, write_document);
  write_list(out, candidate.b_documents, write_document);
  out.real(candidate.probability);
  write_list(out, candidate.reasons, write_text);
  return out.seal();
}

Decoded<Candidate> decode_candidate(std::string_view value) {
  return open_value<Candidate>(value, [](ByteReader& in) {
    Candidate candidate;
    candidate.verdict = read_enum(in, Verdict::Doubtful, Verdict::Parted);
    candidate.type = read_enum(in, EntityType::Person, EntityType::Operation);
    candidate.a = read_id<EntityId>(in);
    candidate.b = read_id<EntityId>(in);
    candidate.a_name = in.string();
    candidate.b_name = in.string();
    candidate.a_documents = read_list<DocumentId>(in, read_document);
    candidate.b_documents = read_list<DocumentId>(in, read_document);
    candidate.probability = in.real();
    if (!(candidate.probability >= 0.0 && candidate.probability <= 1.0)) in.fail();
    candidate.reasons = read_list<std::string>(in, read_text);
    return candidate;
  });
}

}  // namespace onrecord
