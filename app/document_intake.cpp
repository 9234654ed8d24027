#include "app/document_intake.h"

#include <memory>
#include <mutex>
#include <optional>

#include "app/model_path.h"
#include "extract/extract.h"
#include "extract/read_ndjson.h"

namespace onrecord {
namespace {

/// An extractor that is loaded when it is first asked for, and again when that failed.
class LateExtractor {
 public:
  explicit LateExtractor(std::string model) : model_(std::move(model)) {}

  Result<Extraction> extract(const Document& document) {
    {
      const std::lock_guard<std::mutex> lock(loading_);
      if (!extractor_) {
        auto loaded = Extractor::load(model_path(model_));
        if (!loaded) {
          return Error{ErrorCode::Unsupported,
                       "this server has no language model to read documents with: start it with "
                       "--model FILE"};
        }
        extractor_.emplace(std::move(*loaded));
      }
    }
    return extractor_->extract(document);
  }

 private:
  const std::string model_;
  std::mutex loading_;
  std::optional<Extractor> extractor_;
};

Result<Document> read_document(std::string_view row, std::string_view item) {
  auto document = parse_row(row, item);
  if (!document || !document->id.value.empty()) return document;
  auto id = make_document_id(*document, item);
  if (!id) return id.error();
  document->id = std::move(*id);
  return document;
}

}  // namespace

DocumentIntake make_intake(const std::string& model) {
  auto extractor = std::make_shared<LateExtractor>(model);
  return {read_document,
          [extractor](const Document& document) { return extractor->extract(document); }};
}

}  // namespace onrecord
