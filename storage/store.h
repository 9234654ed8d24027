#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/decision.h"
#include "model/document.h"
#include "model/extraction.h"
#include "model/resolution.h"
#include "model/result.h"

namespace rocksdb {
class Env;
}

namespace onrecord {

/// What a store uses where nobody says otherwise.
inline constexpr std::size_t kDefaultMemory = std::size_t{128} << 20;
/// Less than this counts as this.
inline constexpr std::size_t kLeastMemory = std::size_t{16} << 20;

struct StoreOptions {
  bool create = true;
  /// Every write waits for the disk: what was acknowledged survives a power cut. Without it, it
  /// survives a killed process only.
  bool sync = true;
  /// The file system to write through, for tests of full and failing disks; must outlive the store.
  rocksdb::Env* env = nullptr;
  /// For write buffers and the cache of blocks together (storage/TUNING.md); at least kLeastMemory.
  std::size_t memory_bytes = kDefaultMemory;
  /// Hears of it when a write is held back because the disk is behind (storage/TUNING.md): on the
  /// thread that writes, some times a second as long as it lasts. May be empty.
  std::function<void()> on_wait = {};
};

/// What one document adds to the store.
struct Contribution {
  Document document;
  Extraction extraction;
};

/// How far several documents came in.
struct [[nodiscard]] PutCount {
  std::uint64_t changed = 0;    ///< new, or in the place of what was there: the store holds them
  std::uint64_t unchanged = 0;  ///< the store held them, or what outranks them
  /// An error: the rest was not put, and those counted stay. Of the one that failed it is unknown
  /// until the store is opened next, unless the disk was full: then it is not there.
  Status ended;
};

/// An entity with everything that all documents say of it.
struct StoredEntity {
  Entity entity;  ///< name: the one most documents use, ties to the longest, then the smallest
  std::uint64_t documents = 0;
  std::uint64_t mentions = 0;
  bool operator==(const StoredEntity&) const = default;
};

struct NameMatch {
  EntityId entity;
  EntityType type = EntityType::Person;
  std::string name;    ///< the name or alias that matched, as written
  bool exact = false;  ///< the whole folded name, not only a prefix of it
  std::uint64_t documents = 0;
  bool operator==(const NameMatch&) const = default;
};

struct StoredStatement {
  Statement statement;
  std::uint64_t support = 0;  ///< documents that say so
  /// 1 - product over documents of (1 - best confidence), at most 0.999; 6 decimals.
  double confidence = 0.0;
  PartialDate first, last;  ///< of its evidence; empty when no evidence is dated
  bool operator==(const StoredStatement&) const = default;
};

struct StoredQuote {
  DocumentId document;
  Quote quote;
  bool operator==(const StoredQuote&) const = default;
};

/// Empty fields do not restrict.
struct QuoteFilter {
  std::optional<EntityId> speaker;  ///< or one of those who said it jointly
  std::optional<EntityId> about;
  std::optional<EntityId> place;
  std::optional<QuoteKind> kind;
  std::optional<DocumentId> document;
  /// Of these documents; null: of all. Called from the thread that asks.
  std::function<bool(std::string_view document)> chosen;
  PartialDate since, until;  ///< inclusive
  std::string text;          ///< its folded words must all stand in the content
  double min_confidence = 0.0;
};

/// One page of a list. `next` continues it (opaque, printable ASCII); empty at the end.
template <typename T>
struct Page {
  std::vector<T> items;
  std::string next;
};

/// A sentence as it is shown to a person.
struct SentenceText {
  DocumentId document;
  Span span;         ///< of the sentence(s), in the document's text
  std::string text;  ///< the bytes under `span`
  Spans highlights;  ///< relative to `text`
};

/// What Store::sentence says of a document whose sentences are at hand. InvalidInput when spans are
/// missing or outside the text.
Result<SentenceText> sentence_under(std::string_view document, std::string_view text,
                                    const Spans& sentences, const Spans& spans);

struct StoreStats {
  std::uint64_t documents = 0, quotes = 0, statements = 0, evidence = 0;
  std::map<EntityType, std::uint64_t> entities;
  std::map<Predicate, std::uint64_t> predicates;
  std::uint64_t unindexed = 0;  ///< of the documents: see Store::index_later
  std::uint64_t bytes_on_disk = 0;
  /// Why the last writer stopped writing; empty when it did not, or the store was opened for
  /// writing since.
  std::string stopped;
  ExtractorInfo extractor;  ///< of most documents; ties: the greatest version, then model
  std::uint32_t schema_version = 0;
};

/// A decision that was just made.
struct MadeDecision {
  Decision decision;
  std::uint64_t documents = 0;  ///< that it reached
  /// retype: an entity with its new id was there already, and the two are one now.
  bool joins_another = false;
};

/// A decision as the log has it.
struct LoggedDecision {
  Decision decision;
  std::optional<std::uint64_t> undone_by;  ///< nothing when it is in force
  /// Documents that have what it is about. In force and 0: without effect at present, because the
  /// documents are gone, or an earlier decision took away what it is about.
  std::uint64_t documents = 0;
};

/// What is wrong with a store; empty lists and all is well.
struct VerifyReport {
  std::uint64_t documents = 0, keys_checked = 0, files_checked = 0;
  std::uint64_t unindexed = 0;  ///< of the documents: see Store::index_later
  /// Each names column family and key, or the file; at most 1,000, ascending.
  std::vector<std::string> problems;
};

/// What was written after a version, each list sorted and without repeats. What is in it may be as
/// it was, or gone.
struct StoreChanges {
  std::uint64_t version = 0;            ///< up to which it tells
  std::vector<EntityId> entities;       ///< whose counts, types, names or attributes changed
  std::vector<EntityId> subjects;       ///< whose statements changed
  std::vector<StatementId> statements;  ///< written or deleted, of these and other subjects
  std::vector<DocumentId> documents;    ///< stored, replaced, removed, or seen otherwise
  /// Mentions that a document no longer has.
  std::vector<std::pair<DocumentId, EntityId>> mentions_gone;
};

/// Called now and then with what is being looked at, how much of it is done, and of how much.
using VerifyProgress =
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t of)>;

/// Whether a contribution may be stored: ids, spans within the text, references within the record,
/// probabilities in [0, 1]. The error names the document and the field.
Status check_contribution(const Contribution& contribution);

struct StoreState;                // storage/engine.h
enum class Column : std::size_t;  // storage/columns.h

/// RocksDB with one column family per question; storage/FORMAT.md describes every key and value.
///
/// One process at a time may open it for writing; any number may read meanwhile (open_read_only,
/// a RocksDB secondary instance) and catch up. All const members are safe to call from several
/// threads at once, also while one thread writes; writes are serialised inside.
/// All lists come in key order, which is the same for the same contents however they came in.
class Store {
 public:
  /// Busy when another process has it open for writing (the message names its pid and start when
  /// known). Unsupported when it was written by a newer version; NotFound without `create`.
  static Result<Store> open(const std::filesystem::path& path, const StoreOptions& options = {});
  /// memory_bytes: as in StoreOptions.
  static Result<Store> open_read_only(const std::filesystem::path& path,
                                      std::size_t memory_bytes = kDefaultMemory);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  /// Read-only stores: take in what the writer has written since. Writers: nothing to do. Waits for
  /// reads that run in other threads, so it must not be called from a for_each_ callback.
  Status catch_up();
  /// Grows with every change that this instance can see; equal numbers, equal contents.
  std::uint64_t version() const;
  /// What has changed since `version`, so that who holds something read from the store need not
  /// read all of it again. Nothing when that is too long ago to be known.
  Result<std::optional<StoreChanges>> changes_since(std::uint64_t version) const;

  // Writing. One document is one atomic batch; storing it again replaces exactly what it gave. A
  // contribution that breaks the rules of its types (spans outside the text, ids that it does not
  // list, a statement's id that is not that of its parts) is InvalidInput, naming document and
  // item. After a failed write (a full disk) this store writes no more until it is opened again;
  // reads go on.
  Status put(const Contribution& contribution);
  /// Several documents, each atomic, in order, made durable by one sync. Returns when all are
  /// durable. All are checked before the first is written; an error on the way leaves those before
  /// it stored.
  Status put_all(std::span<const Contribution> contributions);
  /// As put_all, but a document that the store has in a record that outranks the new one
  /// (storage/record_order.h) stays: any order of calls leaves the same.
  PutCount put_greatest(std::span<const Contribution> contributions);
  /// From here on put_all keeps documents and what was extracted from them, as durably as ever, and
  /// makes nothing of that until index_documents (storage/bulk_load.h) makes all of it at once.
  /// Meanwhile nothing but put and put_all may be written, and questions about anything but
  /// documents are answered as of an empty store. It stays so when the store is closed or its
  /// process dies. InvalidInput for a store that has documents which are indexed, or decisions.
  Status index_later();
  /// How many documents wait to be indexed; nothing for a store that is as usual.
  Result<std::optional<std::uint64_t>> unindexed() const;
  /// False when there is no such document.
  Result<bool> remove(const DocumentId& id);

  // Deciding. What was extracted stays as it is; decisions lie over it in the order in which they
  // were made, also over documents that come later, and what every other function answers is what
  // they leave. Nothing in the journal is ever changed or deleted. A decision that was returned is
  // durable; killed in between, the next writer to open the store completes it, while readers may
  // see it in some of its documents and not yet in others.
  //
  // NotFound for an id that the store does not have; InvalidInput for a signature or name of a form
  // that model/decision.h refuses, and where said below.

  /// The losers are one with `into`, whose name it keeps; theirs become aliases, with the documents
  /// that use them. InvalidInput when an entity would
  /// join itself, or types differ; a body and an organization may be one, of the type of `into`.
  Result<MadeDecision> merge(std::span<const EntityId> losers, EntityId into, const Signature& by);
  /// In these documents the entity is another one, with an id of its own, called `name`; empty: as
  /// each document calls it. InvalidInput when one of them does not have the entity.
  Result<MadeDecision> split(EntityId id, std::span<const DocumentId> documents,
                             const std::string& name, const Signature& by);
  /// It has this name, whatever documents call it; the names they use are aliases.
  Result<MadeDecision> rename(EntityId id, const std::string& name, const Signature& by);
  /// It has this type and the id that goes with it (make_retyped_id); statements that no entity of
  /// this type can be part of go. InvalidInput when it has the type.
  Result<MadeDecision> retype(EntityId id, EntityType type, const Signature& by);
  /// The statement with this id is wrong: it goes, with what quotes and operations hold of it.
  Result<MadeDecision> reject(StatementId id, const Signature& by);
  /// It is right: its evidence is certain.
  Result<MadeDecision> confirm(StatementId id, const Signature& by);
  /// These entities are different ones: resolution neither joins them from now on, nor are two of
  /// them a doubtful pair. Changes no document. A later merge of them holds all the same.
  /// InvalidInput for fewer than two.
  Result<MadeDecision> keep_apart(std::span<const EntityId> ids, const Signature& by);
  /// These decisions are out of force; an undo that is undone puts what it undid in force again.
  /// One undo for each, all or none. InvalidInput for one that is out of force already.
  Result<std::vector<MadeDecision>> undo(std::span<const std::uint64_t> sequences,
                                         const Signature& by);
  /// All decisions in the order in which they were made.
  Result<std::vector<LoggedDecision>> decisions() const;

  // Resolution across documents: which entities are one. Whoever looks at all documents says so
  // (graph/resolve.h); it lies between what was extracted and what was decided.

  /// Takes the place of all that resolution said before: documents that are not named stand as they
  /// were extracted. Each document is atomic; killed in between, resolving again completes it.
  /// Returns how many documents changed. NotFound for a document that the store does not have.
  Result<std::uint64_t> set_resolution(std::span<const DocumentResolution> documents,
                                       std::span<const Candidate> candidates);
  /// In the order in which they were given; without doubtful ones that somebody decided about: of
  /// which an entity is gone, or which are kept apart.
  Result<std::vector<Candidate>> candidates() const;
  /// Like for_each_document, as everything was extracted.
  Status for_each_extracted(
      const std::function<bool(const Document&, const Extraction&)>& visit) const;

  // Documents. Lists take limits from 1 to 10,000; others count as the nearest.
  Result<std::optional<Document>> document(const DocumentId& id) const;
  /// As the decisions leave it; its extractor is the one that made it.
  Result<std::optional<Extraction>> extraction(const DocumentId& id) const;
  Result<Page<DocumentId>> documents(std::string_view cursor, std::size_t limit) const;
  /// The sentences that an evidence's or quote's spans stand in: from the first that a span touches
  /// on to the last before one that none touches. Spans beyond that are not shown. The spans' own
  /// text where there is no sentence. Highlights are sorted.
  Result<SentenceText> sentence(const DocumentId& id, const Spans& spans) const;
  /// The same of a document that is at hand.
  Result<SentenceText> sentence(const Document& document, const Spans& spans) const;

  // Entities.
  Result<std::optional<StoredEntity>> entity(EntityId id) const;
  Result<Page<StoredEntity>> entities(std::optional<EntityType> type, std::string_view cursor,
                                      std::size_t limit) const;
  /// Entities with a name or alias that begins with `prefix`, both folded (fold_for_search), each
  /// once; also by any later word of the name ("Hyde" finds "Patricia H. Hyde"). Exact matches
  /// first, then by documents descending, then name, then id. At most `limit`; of a prefix that
  /// more than 50,000 names have, the first so many in name order are looked at.
  Result<std::vector<NameMatch>> find_names(std::string_view prefix, std::size_t limit) const;
  /// The documents that mention an entity.
  Result<Page<DocumentId>> mentioned_in(EntityId id, std::string_view cursor,
                                        std::size_t limit) const;

  /// Of the documents that mention both, in the order of their ids, the first `limit` that do not
  /// come before `from`. Leaps from the mentions of one to those of the other.
  Result<std::vector<DocumentId>> mentioning_both(EntityId a, EntityId b, const DocumentId& from,
                                                  std::size_t limit) const;

  // Statements.
  Result<std::optional<StoredStatement>> statement(StatementId id) const;
  Result<std::vector<StoredStatement>> statements_of(const Subject& subject) const;
  Result<std::vector<StoredStatement>> statements_to(const Object& object) const;
  Result<std::vector<StoredStatement>> statements_with(Predicate predicate) const;
  /// By document, in span order.
  Result<std::vector<Evidence>> evidence(StatementId id) const;

  // Quotes, by date then document then place in the text; the most selective index is used.
  Result<Page<StoredQuote>> quotes(const QuoteFilter& filter, std::string_view cursor,
                                   std::size_t limit) const;
  Result<std::optional<StoredQuote>> quote(QuoteId id) const;

  // Whole-store walks over one consistent snapshot, in key order. The callback returns false to
  // stop.
  Status for_each_document(
      const std::function<bool(const Document&, const Extraction&)>& visit) const;
  Status for_each_entity(const std::function<bool(const StoredEntity&)>& visit) const;
  Status for_each_statement(const std::function<bool(const StoredStatement&)>& visit) const;

  Result<StoreStats> stats() const;
  /// Reads every block of every file, recomputes every index from the documents' contributions and
  /// the decisions, and compares, both ways. In memory that does not grow with the store.
  Result<VerifyReport> verify(const VerifyProgress& progress = {}) const;

 private:
  friend class StoreReading;
  friend Status for_each_row(
      const Store&, const std::function<bool(Column, std::string_view, std::string_view)>&);
  friend class BulkLoad;
  friend Result<struct BulkReport> index_documents(Store&, const struct BulkOptions&);
  explicit Store(std::unique_ptr<StoreState> state);
  std::unique_ptr<StoreState> state_;
};

}  // namespace onrecord
