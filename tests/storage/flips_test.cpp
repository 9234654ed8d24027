// Bytes that flip and files that are cut, anywhere in a store. Children look at the damaged copies,
// so that a crash or a hang is seen.

#include <fstream>
#include <map>

#include "storage/dump.h"
#include "storage/synced.h"
#include "tests/catch.h"
#include "tests/storage/child.h"
#include "tests/storage/damage.h"
#include "tests/storage/sample.h"
#include "tests/storage/trust_work.h"

namespace onrecord {

namespace fs = std::filesystem;
using sample::must;

namespace {

constexpr int kPatience = 120;  // seconds for one damaged store, on a busy machine

struct Damage {
  fs::path file;
  std::uint64_t at = 0;
  unsigned char mask = 0;  // 0: the file is cut there
};

/// Kinds of files take turns, since most bytes are in tables.
std::vector<Damage> make_damages(const fs::path& store, std::size_t flips, std::size_t cuts) {
  std::vector<std::vector<fs::path>> kinds;
  for (const auto& [begin, end] :
       std::vector<std::pair<std::string, std::string>>{{"", ".sst"},
                                                        {"", ".log"},
                                                        {"MANIFEST-", ""},
                                                        {"", ".sst"},
                                                        {"CURRENT", ""},
                                                        {"OPTIONS-", ""},
                                                        {std::string(kSyncedFile), ""}}) {
    kinds.push_back(sample::files_of(store, begin, end));
    std::erase_if(kinds.back(), [](const fs::path& file) { return fs::file_size(file) == 0; });
    REQUIRE_FALSE(kinds.back().empty());
  }
  std::mt19937 random(4);
  std::vector<Damage> damages;
  for (std::size_t i = 0; i < flips + cuts; ++i) {
    const std::vector<fs::path>& files = kinds[i % kinds.size()];
    Damage damage{files[random() % files.size()], 0, 0};
    damage.at = random() % fs::file_size(damage.file);
    if (i < flips) damage.mask = static_cast<unsigned char>(1u << random() % 8);
    damages.push_back(damage);
  }
  return damages;
}

/// A copy in which one file is damaged; the others are links.
void make_damaged(const fs::path& store, const fs::path& copy, const Damage& damage) {
  fs::remove_all(copy);
  fs::create_directory(copy);
  for (const fs::path& file : sample::files_of(store, "", "")) {
    const bool is_table = file.extension() == ".sst";
    if (is_table && file != damage.file) {
      fs::create_hard_link(file, copy / file.filename());
    } else {
      fs::copy_file(file, copy / file.filename());
    }
  }
  const fs::path victim = copy / damage.file.filename();
  if (damage.mask == 0) {
    fs::resize_file(victim, damage.at);
  } else {
    sample::flip(victim, damage.at, damage.mask);
  }
}

/// "refused", "named" (the file, by verify), "told" (verify found rows wrong), "equal"; else what
/// is wrong.
std::string look(const Result<Store>& store, const std::string& victim, const sample::Rows& truth) {
  if (!store) {
    const ErrorCode code = store.error().code;
    const bool clear = code == ErrorCode::Corrupt || code == ErrorCode::Io ||
                       code == ErrorCode::Unsupported || code == ErrorCode::InvalidInput;
    return clear ? "refused" : "UNCLEAR: " + store.error().message;
  }
  const Result<VerifyReport> report = store->verify();
  if (!report) return "refused";
  for (const std::string& problem : report->problems) {
    if (problem.find(victim) != std::string::npos) return "named";
  }
  if (!report->problems.empty()) return "told";
  sample::Rows rows;
  const Status read =
      for_each_row(*store, [&rows](Column column, std::string_view key, std::string_view value) {
        rows[{column, std::string(key)}] = std::string(value);
        return true;
      });
  if (!read) return "UNSEEN by verify: " + read.error().message;
  const std::string difference = sample::difference(rows, truth);
  return difference.empty() ? "equal" : "WRONG: " + difference;
}

/// What is wrong before what is not, a complaint before none.
std::string graver(const std::string& a, const std::string& b) {
  if (a.find(':') != std::string::npos || b == "equal") return a;
  return b.find(':') != std::string::npos || a == "equal" ? b : a;
}

}  // namespace

TEST_CASE("child: looks at damaged stores", "[.child]") {
  const fs::path folder = sample::told("CHILD_FOLDER");
  const sample::Rows truth = sample::rows_of(must(Store::open_read_only(folder / "s")));
  const std::vector<Damage> damages =
      make_damages(folder / "s", std::stoul(sample::told("CHILD_FLIPS")),
                   std::stoul(sample::told("CHILD_CUTS")));
  for (std::size_t i = std::stoul(sample::told("CHILD_BEGIN")); i < damages.size(); ++i) {
    if (!sample::is_mine(i)) continue;
    const std::string victim = damages[i].file.filename().string();
    const fs::path copy = folder / "copy";
    make_damaged(folder / "s", copy, damages[i]);
    const std::string reading = look(Store::open_read_only(copy), victim, truth);
    const std::string writing = look(Store::open(copy, {false}), victim, truth);
    sample::say(std::to_string(i) + " " + graver(reading, writing));
  }
}

TEST_CASE("a flipped byte or a cut file is never a silent wrong answer", "[storage][trust]") {
  const sample::Folder folder;
  sample::make_full_store(folder / "s", 16);
  const std::size_t flips = sample::points(35, 1'000), cuts = sample::points(14, 200);
  const std::vector<Damage> damages = make_damages(folder / "s", flips, cuts);
  std::map<std::string, std::map<std::string, std::size_t>> outcomes;
  std::map<std::string, std::size_t> looked;
  std::size_t next = 0;
  const auto mine_left = [&] {
    while (next < damages.size() && !sample::is_mine(next)) ++next;
    return next < damages.size();
  };
  while (mine_left()) {
    sample::Child child("child: looks at damaged stores", {{"CHILD_FOLDER", (folder / "").string()},
                                                           {"CHILD_BEGIN", std::to_string(next)},
                                                           {"CHILD_FLIPS", std::to_string(flips)},
                                                           {"CHILD_CUTS", std::to_string(cuts)}});
    while (mine_left()) {
      const std::optional<std::string> line = child.next_line_within(kPatience);
      const Damage& damage = damages[next];
      INFO(damage.file.filename() << " at byte " << damage.at << " of "
                                  << fs::file_size(damage.file) << ", mask " << int{damage.mask});
      const std::string outcome = line ? line->substr(line->find(' ') + 1) : "CRASH or hang";
      INFO(outcome);
      CHECK((outcome.find(':') == std::string::npos && line));
      const std::string kind = damage.mask == 0 ? "truncations" : "byte flips";
      ++outcomes[kind][outcome];
      ++looked[kind];
      ++next;
      if (!line) break;  // a new child goes on
    }
  }
  for (const auto& [kind, counts] : outcomes) sample::report(kind, looked[kind], counts);
}

}  // namespace onrecord
