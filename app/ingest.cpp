// One thread reads, several extract, this one stores: documents go into the store in the order of
// the input, several in one durable batch, and count as acknowledged only after that. So the store
// is the same for any number of threads, and after a crash or Ctrl-C the same command goes on where
// it stopped: what is stored and unchanged is neither extracted nor written again.

#include <cstdlib>
#include <memory>
#include <unordered_set>

#include "app/answer.h"
#include "app/candidates.h"
#include "app/command_options.h"
#include "app/commands.h"
#include "app/first_load.h"
#include "app/ingest_report.h"
#include "app/interrupt.h"
#include "app/model_path.h"
#include "app/ordered_pipeline.h"
#include "extract/extract.h"
#include "graph/parallel.h"
#include "model/record_json.h"

namespace onrecord {
namespace {

constexpr std::size_t kBatchDocuments = 32;
constexpr std::size_t kBatchTextBytes = 2u << 20;

/// What the workers make of one item.
struct Product {
  std::string item;
  std::optional<Error> error;
  Contribution contribution;  ///< the extraction is empty when `unchanged`
  bool left = false;          ///< somebody interrupted while it was extracted
  bool known = false;         ///< the store had a document of that id
  bool unchanged = false;     ///< and it was this one, extracted by this extractor
};

/// Whether an extraction ended because somebody interrupted.
bool is_left(const Error& error) { return error.code == ErrorCode::Busy && interrupted(); }

void set_publisher(Result<Document>& document, const std::string& publisher) {
  if (document && document->publisher.empty()) document->publisher = publisher;
}

class Ingest {
 public:
  Ingest(Store& store, const Extractor& extractor, IngestReport& report)
      : store_(store), extractor_(extractor), report_(report) {}

  /// Called on several threads.
  Product work(const std::string& item, Result<Document> document) const {
    Product product;
    product.item = item;
    if (!document) {
      product.error = document.error();
      return product;
    }
    const Status looked = look_up(*document, product);
    if (!looked) product.error = looked.error();
    if (!product.unchanged && looked) {
      Result<Extraction> extraction = extractor_.extract(*document, interrupted);
      if (!extraction) {
        product.left = is_left(extraction.error());
        product.error = extraction.error();
        return product;
      }
      product.contribution.extraction = std::move(*extraction);
    }
    product.contribution.document = std::move(*document);
    return product;
  }

  /// Called in input order on one thread.
  Status take(Product product) {
    if (product.left) return {};
    if (product.error) {
      report_.failed(product.item, *product.error);
      return {};
    }
    const Document& document = product.contribution.document;
    // The reader lets an id through twice only with the same content.
    const bool repeated = !given_.insert(hash_bytes(document.id.value)).second;
    if (product.unchanged || repeated) {
      report_.unchanged();
      return {};
    }
    batch_bytes_ += document.text.size();
    known_.push_back(product.known);
    batch_.push_back(std::move(product.contribution));
    const bool full = batch_.size() >= kBatchDocuments || batch_bytes_ >= kBatchTextBytes;
    return full ? flush() : Status();
  }

  Status flush() {
    if (batch_.empty()) return {};
    Status status = store_.put_all(batch_);
    if (!status) return status;
    report_.acknowledged(batch_, known_);
    batch_.clear();
    known_.clear();
    batch_bytes_ = 0;
    return {};
  }

 private:
  Status look_up(const Document& document, Product& product) const {
    const auto stored = store_.document(document.id);
    if (!stored) return stored.error();
    product.known = stored->has_value();
    if (!product.known || **stored != document) return {};
    const auto extraction = store_.extraction(document.id);
    if (!extraction) return extraction.error();
    product.unchanged = extraction->has_value() && (*extraction)->extractor == extractor_.info();
    return {};
  }

  Store& store_;
  const Extractor& extractor_;
  IngestReport& report_;
  std::unordered_set<std::uint64_t> given_;  // hashes of this run's ids; never iterated
  std::vector<Contribution> batch_;
  std::vector<bool> known_;
  std::size_t batch_bytes_ = 0;
};

PipelineOptions pipeline_options(unsigned threads) {
  PipelineOptions options;
  options.threads = thread_count(threads);
  return options;
}

/// Whether documents wait to be indexed from here on, because they did, which is said, or this is a
/// first large load.
Result<bool> puts_indexing_off(Store& store, const IngestArguments& options, Console& console) {
  const auto unindexed = store.unindexed();
  if (!unindexed) return unindexed.error();
  if (*unindexed) {
    const bool at_end = options.index != IndexWhen::Each;
    if (!at_end || **unindexed > 0) {
      print_error(console, about_indexing(options.store, **unindexed, at_end));
    }
    if (at_end) return true;
    const Status indexed =
        index_waiting(store, sorting_memory(options.memory_mib), options.threads);
    if (!indexed) return indexed.error();
    return false;
  }
  const auto stats = store.stats();
  if (!stats) return stats.error();
  const bool wanted = options.index == IndexWhen::End ||
                      (options.index == IndexWhen::Auto && is_large(options.inputs));
  if (stats->documents > 0 || !wanted) return false;
  const Status put_off = store.index_later();
  if (put_off) return true;
  // Decisions may stand in a store without documents.
  if (put_off.error().code == ErrorCode::InvalidInput) return false;
  return put_off.error();
}

/// status: what ended the reading. What was stored is indexed unless the store is at fault or
/// somebody interrupts.
Status index_at_end(Store& store, const IngestArguments& options, const Status& status,
                    IngestReport& report) {
  const bool store_is_well = status || status.error().code == ErrorCode::NotFound;
  if (!store_is_well || interrupted()) return status;
  const auto unindexed = store.unindexed();
  if (!unindexed) return unindexed.error();
  if (!*unindexed) return status;
  report.indexing(**unindexed);
  const Status indexed = index_waiting(store, sorting_memory(options.memory_mib), options.threads);
  return indexed || interrupted() ? status : indexed;
}

}  // namespace

ExitCode ingest(const IngestArguments& options, Console& console) {
  const auto extractor = Extractor::load(model_path(options.model));
  if (!extractor) return refuse_model(console, extractor.error());
  StoreOptions store_options;
  store_options.sync = !options.fast;
  store_options.memory_bytes = store_memory(options.memory_mib);
  ExitCode code = ExitCode::Ok;
  IngestReport report(options, console);
  store_options.on_wait = [&report] { report.waiting(); };
  std::optional<Store> store = open_to_ingest(options.store, store_options, console, code);
  if (!store) return code;
  catch_interrupts();
  const Result<bool> later = puts_indexing_off(*store, options, console);
  if (!later) return refuse_store(console, later.error());
  Ingest ingest(*store, *extractor, report);
  ReadOptions read;
  read.encoding = options.encoding;
  auto pipeline = std::make_unique<OrderedPipeline<Product>>(pipeline_options(options.threads));
  Status status = pipeline->run(
      options.inputs, read,
      [&](const std::string& item, Result<Document> document) {
        set_publisher(document, options.publisher);
        return ingest.work(item, std::move(document));
      },
      [&ingest](Product product) { return ingest.take(std::move(product)); },
      [&ingest] { return ingest.flush(); });
  if (status) status = ingest.flush();
  if (*later) status = index_at_end(*store, options, status, report);
  code = report.finish(status);
  if (const auto unindexed = store->unindexed(); unindexed && *unindexed) {
    print_error(console, about_waiting(options.store, **unindexed));
  }
  if (status && options.resolve && !interrupted()) {
    const ExitCode resolved = resolve_after_change(*store, console);
    if (resolved != ExitCode::Ok) code = resolved;
  }
  if (pipeline->reader_stuck()) {
    // The reader waits for input that may never come, and it uses the pipeline: leave both.
    store.reset();
    console.out.flush();
    std::_Exit(static_cast<int>(code));
  }
  return code;
}

ExitCode extract(const ExtractArguments& options, Console& console) {
  const auto extractor = Extractor::load(model_path(options.model));
  if (!extractor) return refuse_model(console, extractor.error());
  catch_interrupts();
  RecordOptions record_options;
  record_options.with_text = options.with_text;
  ReadOptions read;
  read.encoding = options.encoding;
  bool some_failed = false;
  auto pipeline =
      std::make_unique<OrderedPipeline<Result<std::string>>>(pipeline_options(options.threads));
  const Status status = pipeline->run(
      options.inputs, read,
      [&](const std::string&, Result<Document> document) -> Result<std::string> {
        set_publisher(document, options.publisher);
        if (!document) return document.error();
        const Result<Extraction> extraction = extractor->extract(*document, interrupted);
        if (!extraction) return extraction.error();
        return to_record_json(*document, *extraction, record_options);
      },
      [&](Result<std::string> record) -> Status {
        if (!record) {
          if (is_left(record.error())) return {};
          some_failed = true;
          print_error(console, record.error().message);
          return {};
        }
        console.out << *record << '\n';
        if (!console.out) return Error{ErrorCode::Io, "write standard output"};
        return {};
      },
      [&console]() -> Status {
        console.out.flush();
        return {};
      });
  ExitCode code = some_failed ? ExitCode::SomeFailed : ExitCode::Ok;
  if (!status) code = ExitCode::Io;
  if (!status && console.out) print_error(console, status.error().message);
  if (status && interrupted()) {
    print_error(console, "interrupted; the records written so far are complete");
    code = ExitCode::Interrupted;
  }
  if (pipeline->reader_stuck()) {
    console.out.flush();
    std::_Exit(static_cast<int>(code));
  }
  return code;
}

}  // namespace onrecord
