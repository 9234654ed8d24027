#include "server/take_in.h"

#include <algorithm>
#include <span>

#include "graph/resolve.h"
#include "server/http_error.h"
#include "server/json_values.h"

namespace onrecord {
namespace {

constexpr std::size_t kBatchDocuments = 32;

template <typename Write>
void send(std::ostream& out, const char* event, Write write) {
  out << "event: " << event << "\ndata: " << to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write(writer);
    writer.EndObject();
  }) << "\n\n";
  out.flush();
}

void send_progress(std::ostream& out, std::uint64_t done, std::uint64_t total, const char* stage) {
  send(out, "progress", [&](JsonWriter& writer) {
    write_count(writer, "done", done);
    write_count(writer, "total", total);
    write_member(writer, "stage", stage);
  });
}

void send_refusal(std::ostream& out, const std::string& id, const Error& error) {
  send(out, "document", [&](JsonWriter& writer) {
    write_member(writer, "id", id);
    write_member(writer, "error", to_http_error(error).message);
  });
}

}  // namespace

void TakingIn::extract(std::ostream& out) {
  for (std::size_t i = 0; i < rows_.size() && out; ++i) {
    const std::string item = "document " + std::to_string(i + 1);
    auto document = writes_.intake.read(rows_[i], item);
    if (!document) {
      ++failed_;
      send_refusal(out, item, document.error());
    } else if (auto extraction = writes_.intake.extract(*document); extraction) {
      contributions_.push_back({std::move(*document), std::move(*extraction)});
    } else {
      ++failed_;
      send_refusal(out, document->id.value, extraction.error());
    }
    send_progress(out, i + 1, rows_.size(), "extract");
  }
}

Status TakingIn::store(Store& store, std::ostream& out) {
  for (std::size_t begin = 0; begin < contributions_.size() && out; begin += kBatchDocuments) {
    const std::size_t count = std::min(kBatchDocuments, contributions_.size() - begin);
    const auto batch = std::span(contributions_).subspan(begin, count);
    if (const Status put = store.put_all(batch); !put) return put;
    stored_ += count;
    for (const Contribution& one : batch) {
      send(out, "document", [&](JsonWriter& writer) {
        write_member(writer, "id", one.document.id.value);
        write_count(writer, "quotes", one.extraction.quotes.size());
        write_count(writer, "statements", one.extraction.statements.size());
      });
    }
    send_progress(out, stored_, contributions_.size(), "store");
  }
  if (!resolve_ || stored_ == 0) return {};
  send_progress(out, 0, 1, "resolve");
  const auto resolved = resolve(store, ClusterOptions{});
  return resolved ? Status() : Status(resolved.error());
}

bool TakingIn::run(std::ostream& out) {
  extract(out);
  if (!out) return false;
  if (!contributions_.empty()) {
    const auto version = writes_.store.write([&](Store& store) { return this->store(store, out); });
    if (!version) {
      const HttpError error = to_http_error(version.error());
      send(out, "error", [&](JsonWriter& writer) {
        write_member(writer, "code", error.code);
        write_member(writer, "message", error.message);
      });
      return static_cast<bool>(out);
    }
    writes_.show(*version);
  }
  send(out, "done", [&](JsonWriter& writer) {
    write_count(writer, "stored", stored_);
    write_count(writer, "failed", failed_);
  });
  return static_cast<bool>(out);
}

}  // namespace onrecord
