#include "storage/bulk_stored.h"

#include "storage/part_walk.h"

namespace onrecord::bulk {

Result<StoredPart> take_stored(const View& view, Part part, EntryTaker& taker,
                               const std::function<bool()>& cancelled) {
  const onrecord::KeyRange range = document_range(view, part);
  PartWalk texts(view, Column::Documents, range.begin, range.end);
  PartWalk records(view, Column::Contributions, range.begin, range.end);
  StoredPart taken;
  for (; texts.valid() && records.valid(); texts.next(), records.next()) {
    if (texts.key() != records.key()) break;
    if (cancelled && taken.documents % 64 == 0 && cancelled()) {
      return Error{ErrorCode::Busy, view.state().name + ": indexing was cancelled"};
    }
    const DocumentId id{std::string(texts.key())};
    const Result<Document> document =
        view.opened(decode_document(texts.value(), id), Column::Documents, id.value);
    if (!document) return document.error();
    const Result<Extraction> extraction =
        view.opened(decode_extraction(records.value(), id), Column::Contributions, id.value);
    if (!extraction) return extraction.error();
    ++taken.documents;
    ++taken.extractors[extractor_key(extraction->extractor)];
    if (!make_entries(*document, *extraction, false, taker)) return taken;
  }
  for (const PartWalk* walk : {&texts, &records}) {
    if (Status status = walk->status(); !status) return status.error();
  }
  if (texts.valid()) {
    return view.damaged(Column::Contributions, texts.key(), "is missing, its document is there");
  }
  if (records.valid()) return view.damaged(Column::Documents, records.key(), "is missing");
  return taken;
}

KeptStill::KeptStill(const StoreState& state) : state_(state) {
  if (!state.unindexed) return;
  // Nothing must be left to flush, for taking in would wait for it.
  status_ = to_status(state.database->flush(), state.name);
  if (!status_) return;
  status_ = to_status(state.database->db().PauseBackgroundWork(), state.name);
  paused_ = static_cast<bool>(status_);
}

KeptStill::~KeptStill() {
  if (paused_) state_.database->db().ContinueBackgroundWork().PermitUncheckedError();
}

}  // namespace onrecord::bulk
