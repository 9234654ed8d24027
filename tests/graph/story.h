#pragma once

// A store filled from sentences in which mentions are marked:
//
//   "{Ann Lee/person} leads the {Harbor Office/agency}. => holds_position title=chief @0.8"
//
// What follows "=>" is the statement from the first mention to the second, its qualifiers and its
// confidence (0.9 unless given).

#include <unistd.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "graph/snapshot.h"
#include "model/statement.h"
#include "storage/store.h"
#include "tests/catch.h"

namespace onrecord::testing {

inline EntityId person(const std::string& name) { return make_entity_id(EntityType::Person, name); }
inline EntityId agency(const std::string& name) { return make_entity_id(EntityType::Agency, name); }
inline EntityId place(const std::string& name) { return make_entity_id(EntityType::Place, name); }

/// One document out of marked sentences.
class Telling {
 public:
  Telling(const std::string& id, const PartialDate& published) {
    made_.document = {{id}, "https://example.org/" + id, "Title of " + id, "The Example", published,
                      ""};
    made_.extraction.document = {id};
    made_.extraction.extractor = {"0.1.0", "0000000000000000"};
  }

  void add(const std::string& marked) {
    const std::size_t arrow = marked.find(" => ");
    std::vector<EntityId> ends;
    const std::uint32_t begin = size();
    add_words(marked.substr(0, arrow), ends);
    const Span sentence{begin, size()};
    made_.extraction.sentences.push_back(sentence);
    if (arrow != std::string::npos) state(marked.substr(arrow + 4), ends, sentence);
    made_.document.text += ' ';
  }

  Contribution done() {
    std::vector<SupportedStatement>& all = made_.extraction.statements;
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.statement.id < b.statement.id; });
    return made_;
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(made_.document.text.size()); }

  void add_words(const std::string& marked, std::vector<EntityId>& ends) {
    for (std::size_t i = 0; i < marked.size(); ++i) {
      if (marked[i] != '{') {
        made_.document.text += marked[i];
        continue;
      }
      const std::size_t slash = marked.find('/', i), close = marked.find('}', i);
      const std::string name = marked.substr(i + 1, slash - i - 1);
      const EntityType type = *parse_entity_type(marked.substr(slash + 1, close - slash - 1));
      ends.push_back(mention(type, name));
      i = close;
    }
  }

  EntityId mention(EntityType type, const std::string& name) {
    const Span span{size(), static_cast<std::uint32_t>(size() + name.size())};
    made_.document.text += name;
    const EntityId id = make_entity_id(type, name);
    for (EntityRecord& record : made_.extraction.entities) {
      if (record.entity.id != id) continue;
      record.mentions.push_back(span);
      return id;
    }
    made_.extraction.entities.push_back({{id, type, name, {}, {}}, {span}});
    return id;
  }

  void state(const std::string& words, const std::vector<EntityId>& ends, Span sentence) {
    std::istringstream in(words);
    std::string predicate;
    in >> predicate;
    Qualifiers qualifiers;
    double confidence = 0.9;
    for (std::string word; in >> word;) {
      if (word[0] == '@') {
        confidence = std::stod(word.substr(1));
      } else {
        qualifiers[word.substr(0, word.find('='))] = word.substr(word.find('=') + 1);
      }
    }
    const Evidence evidence{made_.document.id,        {sentence}, confidence,
                            made_.document.published, {},         "test 1"};
    SupportedStatement made =
        make_statement(ends.at(0), *parse_predicate(predicate), ends.at(1), qualifiers, evidence);
    for (SupportedStatement& one : made_.extraction.statements) {
      if (one.statement.id != made.statement.id) continue;
      one.evidence.push_back(made.evidence[0]);
      return;
    }
    made_.extraction.statements.push_back(std::move(made));
  }

  Contribution made_;
};

/// A store in a folder that goes with it.
class Story {
 public:
  Story() : folder_(make_folder()), store_(open(folder_)) {}
  ~Story() {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  void tell(const std::string& id, const std::vector<std::string>& sentences,
            const PartialDate& published = {2025, 3, 18}) {
    Telling telling(id, published);
    for (const std::string& sentence : sentences) telling.add(sentence);
    const Status stored = store_->put(telling.done());
    if (!stored) FAIL(stored.error().message);
  }

  Store& store() { return *store_; }
  std::filesystem::path path() const { return folder_ / "store"; }
  Snapshot snapshot(const SnapshotOptions& options = {}) const {
    Result<Snapshot> loaded = Snapshot::load(*store_, options);
    if (!loaded) FAIL(loaded.error().message);
    return std::move(*loaded);
  }

 private:
  static std::filesystem::path make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "onrecord_story_XXXXXX").string();
    if (!::mkdtemp(name.data())) FAIL("no temporary folder");
    return name;
  }
  static std::unique_ptr<Store> open(const std::filesystem::path& folder) {
    Result<Store> opened = Store::open(folder / "store");
    if (!opened) FAIL(opened.error().message);
    return std::make_unique<Store>(std::move(*opened));
  }

  std::filesystem::path folder_;
  std::unique_ptr<Store> store_;
};

}  // namespace onrecord::testing
