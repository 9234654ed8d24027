#include "app/export.h"

#include <filesystem>

#include "app/answer.h"
#include "app/command_options.h"
#include "app/export_part.h"
#include "viz/compressed.h"
#include "viz/data/write_data.h"
#include "viz/export_json.h"
#include "viz/formats.h"
#include "viz/stream_graph.h"
#include "viz/write_graph.h"

namespace onrecord {
namespace {

EdgeTimes parse_times(const std::string& word) {
  if (word == "intervals") return EdgeTimes::Intervals;
  return word == "timestamps" ? EdgeTimes::Timestamps : EdgeTimes::None;
}

/// What does not go together, before anything is opened.
Status check(const ExportArguments& options, const Format& format) {
  const bool graph = format.has_graph();
  if (!graph && asks_part(options)) {
    return Error{ErrorCode::InvalidInput,
                 "--format " + options.format +
                     " is the whole store; a part of the graph goes with " +
                     format_names([](const Format& f) { return f.has_graph(); })};
  }
  if (!graph && options.filter != FilterWords{}) {
    return Error{ErrorCode::InvalidInput,
                 "--format " + options.format + " is the whole store, and no filter goes with it"};
  }
  if (options.with_text && format.kind != FormatKind::Store) {
    return Error{ErrorCode::InvalidInput, "--with-text goes with --format json only"};
  }
  if (options.rdf12 && options.format != "nt" && options.format != "ttl") {
    return Error{ErrorCode::InvalidInput, "--rdf12 goes with --format nt and ttl only"};
  }
  if (parts_asked(options) > 1) {
    return Error{ErrorCode::InvalidInput,
                 "--entity, --path, --among, --view, and --speaker, --about or --place are "
                 "different parts; take one"};
  }
  const bool own = options.filter != FilterWords{} || options.quotes || options.collapse_quotes;
  if (!options.view.empty() && own) {
    return Error{ErrorCode::InvalidInput, "--view has its filters in its file; take no others"};
  }
  if (options.times != "none" && !options.format.starts_with("gexf")) {
    return Error{ErrorCode::InvalidInput, "--times goes with --format gexf and gexf12 only"};
  }
  if (options.times == "timestamps" && options.format == "gexf12") {
    return Error{ErrorCode::InvalidInput, "--times timestamps needs --format gexf: 1.2 has none"};
  }
  if (format.folder && (options.output.empty() || options.output == "-")) {
    return Error{
        ErrorCode::InvalidInput,
        "--format " + options.format +
            " is several files: name a folder with --output, or take csv-nodes or csv-edges"};
  }
  return {};
}

Compression compression_for(const ExportArguments& options) {
  const auto asked = parse_compression(options.compress);
  return asked ? *asked : compression_of(options.output);
}

class Exporter {
 public:
  Exporter(const Store& store, const ExportArguments& options, const Format& format,
           Console& console)
      : store_(store), options_(options), format_(format), console_(console) {
    stream_.evidence_per_edge = options.evidence;
    stream_.info.times = parse_times(options.times);
    // Where no sentences are looked up, the store's cache stays empty, and pairs may have its room.
    if (options.evidence == 0) stream_.pairs.most_at_once *= 2;
    if (!options.base_iri.empty()) data_.base_iri = options.base_iri;
    data_.evidence = options.evidence > 0;
    data_.rdf12 = options.rdf12;
  }

  Status write() {
    if (format_.has_graph()) {
      if (const Status loaded = load(); !loaded) return loaded;
    }
    if (format_.kind == FormatKind::Data && format_.folder) {
      return write_data_folder(store_, format_.name, options_.output, data_);
    }
    if (format_.folder) return write_folder();
    return write_file(options_.output, [this](std::ostream& out) { return write_to(out); });
  }

 private:
  /// What of the graph has to be in memory.
  Status load() {
    const auto asked = read_part(store_, options_);
    if (!asked) return asked.error();
    stream_.filter = asked->question.filter;
    stream_.info.title = asked->title;
    if (asks_part(options_) || format_.kind == FormatKind::Picture) {
      Result<GraphParts> part = load_part(store_, *asked);
      if (!part) return part.error();
      part_ = *std::move(part);
      stream_.info.title = title_of_part(asked->title, *part_);
      if (part_->left_out > 0) note_left_out();
    }
    return {};
  }

  void note_left_out() {
    if (!options_.view.empty()) {
      return print_error(console_, std::to_string(part_->left_out) +
                                       " of the view's entities are not on record any more");
    }
    print_error(console_, counted(part_->left_out, "further neighbour") +
                              " left out; --max-nodes draws more");
  }

  Status write_to(std::ostream& out) {
    if (format_.kind == FormatKind::Data) return write_data(store_, format_.name, out, data_);
    if (format_.kind == FormatKind::Store) return export_json(store_, out, {options_.with_text});
    if (format_.make == nullptr) return write_graph(*part_, format_.name, stream_.info, out);
    return feed_to(format_, out);
  }

  Status feed_to(const Format& format, std::ostream& out) {
    const auto writer = format.make(out);
    if (part_) {
      feed(*part_, stream_.info, *writer);
    } else {
      if (const Status fed = stream_store(store_, stream_, *writer); !fed) return fed;
    }
    if (writer->replaced() > 0) {
      print_error(console_, counted(writer->replaced(), "character") + " that " +
                                std::string(format.name) + " cannot hold became U+FFFD");
    }
    return {};
  }

  Status write_folder() {
    const std::filesystem::path folder(options_.output);
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) {
      return Error{ErrorCode::Io, "make folder '" + folder.string() + "': " + failed.message()};
    }
    for (const FolderFile& file : csv_files()) {
      std::string name = (folder / file.name).string();
      if (options_.compress == "gz" || options_.compress == "zst") name += "." + options_.compress;
      const Status written = write_file(
          name, [&](std::ostream& out) { return feed_to(*find_format(file.format), out); });
      if (!written) return written;
    }
    return {};
  }

  Status write_file(const std::string& file, const std::function<Status(std::ostream&)>& write) {
    return write_output(file, console_, [&](std::ostream& out) {
      return write_compressed(out, compression_for(options_), write);
    });
  }

  const Store& store_;
  const ExportArguments& options_;
  const Format& format_;
  Console& console_;
  StreamOptions stream_;
  DataOptions data_;
  std::optional<GraphParts> part_;
};

}  // namespace

ExitCode export_graph(const ExportArguments& options, Console& console) {
  const Format& format = *find_format(options.format);
  if (const Status checked = check(options, format); !checked)
    return fail(console, checked.error());
  if (const Status checked = check_filter_words(options); !checked) {
    return fail(console, checked.error());
  }
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store =
      open_for_reading(options.store, console, code, bytes_of_mib(options.memory_mib));
  if (!store) return code;
  const Status written = Exporter(*store, options, format, console).write();
  return written || !console.out ? ExitCode::Ok : fail(console, written.error());
}

}  // namespace onrecord
