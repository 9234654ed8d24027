#include "app/export.h"

#include <filesystem>
#include <fstream>

#include "app/answer.h"
#include "app/command_options.h"
#include "app/export_notes.h"
#include "app/export_output.h"
#include "app/export_part.h"
#include "app/output_folder.h"
#include "viz/compressed.h"
#include "viz/data/write_data.h"
#include "viz/export_json.h"
#include "viz/formats.h"
#include "viz/stream_graph.h"
#include "viz/write_graph.h"
#include "viz/zip_files.h"

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
  const bool filtered = options.filter != FilterWords{} || !options.outlets.empty();
  if (!graph && filtered) {
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
  const bool own = filtered || options.quotes || options.collapse_quotes;
  if (!options.view.empty() && own) {
    return Error{ErrorCode::InvalidInput, "--view has its filters in its file; take no others"};
  }
  if (options.times != "none" && !options.format.starts_with("gexf")) {
    return Error{ErrorCode::InvalidInput, "--times goes with --format gexf and gexf12 only"};
  }
  if (options.times == "timestamps" && options.format == "gexf12") {
    return Error{ErrorCode::InvalidInput, "--times timestamps needs --format gexf: 1.2 has none"};
  }
  const bool rdf = options.format == "nt" || options.format == "ttl" || options.format == "jsonld";
  if (!options.base_iri.empty() && !rdf) {
    return Error{ErrorCode::InvalidInput, "--base goes with --format nt, ttl and jsonld only"};
  }
  if (rdf && options.evidence > 1) {
    return Error{ErrorCode::InvalidInput,
                 "--format " + options.format + " has all evidence, or with --no-evidence none"};
  }
  return check_output(options, format);
}

class Exporter {
 public:
  Exporter(const Store& store, const ExportArguments& options, const Format& format,
           Console& console)
      : store_(store), options_(options), format_(format), console_(console) {
    stream_.evidence_per_edge = options.evidence;
    stream_.info.times = parse_times(options.times);
    stream_.info.evidence = options.evidence > 0;
    if (!options.base_iri.empty()) data_.base_iri = options.base_iri;
    data_.evidence = options.evidence > 0;
    data_.rdf12 = options.rdf12;
  }

  Status write() {
    if (format_.has_graph()) {
      if (const Status loaded = load(); !loaded) return loaded;
    }
    const Status written = write_output_asked();
    if (written && format_.has_graph()) note_nothing();
    return written;
  }

 private:
  Status write_output_asked() {
    if (format_.folder && is_zip(options_.output)) return write_zip();
    if (format_.kind == FormatKind::Data && format_.folder) return write_tables();
    if (format_.folder) return write_folder();
    return write_file(options_.output, [this](std::ostream& out) { return write_to(out); });
  }
  /// What of the graph has to be in memory.
  Status load() {
    const auto asked = read_part(store_, options_);
    if (!asked) return asked.error();
    stream_.filter = asked->question.filter;
    stream_.chosen = asked->question.chosen;
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

  /// A file without a link is valid, and may be a surprise.
  void note_nothing() {
    const bool nothing = part_ ? part_->edges.empty() : nodes_ == 0 && edges_ == 0;
    if (!nothing) return;
    const auto note = about_nothing(options_, part_ ? part_->nodes.size() : nodes_);
    if (note) print_error(console_, *note);
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
      CountingWriter counting(*writer, out);
      if (const Status fed = stream_store(store_, stream_, counting); !fed) return fed;
      nodes_ += counting.nodes();
      edges_ += counting.edges();
    }
    if (writer->replaced() > 0) {
      print_error(console_, counted(writer->replaced(), "character") + " that " +
                                std::string(format.name) + " cannot hold became U+FFFD");
    }
    return {};
  }

  /// Files of a folder that may hold others.
  Status write_folder() {
    const bool packed = options_.compress == "gz" || options_.compress == "zst";
    const std::string ending = packed ? "." + options_.compress : "";
    return fill_folder(options_.output, [&](const std::filesystem::path& folder) -> Status {
      for (const FolderFile& file : csv_files()) {
        const std::string name = std::string(file.name) + ending;
        std::ofstream out(folder / name, std::ios::binary);
        const Status written = write_compressed(
            out, compression_of(name),
            [&](std::ostream& plain) { return feed_to(*find_format(file.format), plain); });
        out.close();
        if (!written) return written;
        if (!out) return Error{ErrorCode::Io, "write '" + name + "': is the disk full?"};
      }
      return {};
    });
  }

  /// A folder of nothing else.
  Status write_tables() {
    std::error_code failed;
    if (std::filesystem::exists(options_.output, failed) &&
        (!std::filesystem::is_directory(options_.output, failed) ||
         !std::filesystem::is_empty(options_.output, failed))) {
      return Error{ErrorCode::InvalidInput,
                   "export: '" + options_.output + "' is not empty; name a new folder"};
    }
    return fill_folder(options_.output, [&](const std::filesystem::path& folder) {
      return write_data_folder(store_, format_.name, folder, data_);
    });
  }

  Status add_files(FileSet& files) {
    if (format_.kind == FormatKind::Data) {
      return write_data_files(store_, format_.name, files, data_);
    }
    for (const FolderFile& file : csv_files()) {
      const Status fed = feed_to(*find_format(file.format), files.add(file.name));
      if (!fed) return fed;
    }
    return {};
  }

  /// What becomes of the files lies on the same disk meanwhile.
  Status write_zip() {
    return write_output(options_.output, console_, [this](std::ostream& out) {
      const auto folder = std::filesystem::path(options_.output).parent_path();
      ZipFiles files(folder.empty() ? "." : folder);
      const Status filled = files.fill([this](FileSet& set) { return add_files(set); });
      return filled ? files.write(out) : filled;
    });
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
  std::uint64_t nodes_ = 0, edges_ = 0;  // of what was streamed
};

}  // namespace

ExitCode export_graph(const ExportArguments& asked, Console& console) {
  ExportArguments options = asked;
  if (options.format.empty()) {
    const auto named = format_of_ending(options.output);
    if (!named) return fail(console, named.error());
    options.format = *named;
  }
  const Format& format = *find_format(options.format);
  if (const Status checked = check(options, format); !checked)
    return fail(console, checked.error());
  if (const Status checked = check_filter_words(options); !checked) {
    return fail(console, checked.error());
  }
  if (const auto note = about_ending(options, format)) print_error(console, *note);
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store =
      open_for_reading(options.store, console, code, bytes_of_mib(options.memory_mib));
  if (!store) return code;
  const Status written = Exporter(*store, options, format, console).write();
  return written || !console.out ? ExitCode::Ok : fail(console, written.error());
}

}  // namespace onrecord
