#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "storage/store.h"

namespace onrecord {

/// One made-up document with its extraction, told piece by piece. Each line of the text is a
/// sentence; spans are found by their words.
class Story {
 public:
  Story(std::string id, std::string title, std::string date, std::string text);

  /// The place of `words` in the text; the first after `from`. Fails the test when they are not
  /// there.
  Span at(const std::string& words, std::size_t from = 0) const;

  /// An entity, mentioned wherever one of `forms` first stands.
  EntityId entity(EntityType type, const std::string& name,
                  const std::vector<std::string>& forms = {},
                  const std::vector<std::string>& aliases = {});
  QuoteId quote(QuoteKind kind, const std::string& source, const std::string& cue,
                const std::string& content, std::optional<EntityId> speaker,
                const std::vector<EntityId>& about = {}, const std::vector<EntityId>& places = {});
  void state(Subject subject, Predicate predicate, Object object, const std::string& sentence,
             const Qualifiers& qualifiers = {});
  void operation(Operation operation);

  Contribution made;
};

/// A folder of its own that goes with the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Ids of the sample's entities.
struct SampleIds {
  EntityId ana, jose, tom_reed, tom_reeves, coast_office, port_selby, quiet_tide, hostile;
};
SampleIds sample_ids();

/// Five documents: "harbor-1" and "tide/2" disagree on a figure and quote two officials, "reeds"
/// has two people whose names begin alike, "hostile" is full of markup, "unlinked" joins nobody.
std::vector<Contribution> sample_contributions();

/// Opens a store in `folder` and fills it with the sample.
Store sample_store(const std::filesystem::path& folder);

/// The name of the person in "hostile".
extern const char* const kHostileName;

}  // namespace onrecord
