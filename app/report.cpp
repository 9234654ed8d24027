#include "app/report.h"

#include "app/answer.h"
#include "app/command_options.h"
#include "app/outlet_option.h"
#include "server/report/write_report.h"
#include "server/resolve_name.h"
#include "viz/compressed.h"

namespace onrecord {
namespace {

bool wants_html(const ReportArguments& options) {
  if (!options.format.empty()) return options.format == "html";
  const std::string ending = ending_of(options.output);
  return ending == ".html" || ending == ".htm";
}

Result<ReportOptions> to_report_options(const ReportArguments& options) {
  ReportOptions asked;
  const auto dates = parse_date_options(options.since, options.until);
  if (!dates) return dates.error();
  asked.since = dates->since;
  asked.until = dates->until;
  asked.min_confidence = options.min_confidence;
  asked.max_quotes = options.max_quotes;
  asked.max_nodes = options.max_nodes;
  return asked;
}

Result<Report> gather(const Store& store, const ReportArguments& options, ReportOptions asked) {
  ResolveOptions resolve;
  if (!options.type.empty()) resolve.type = parse_entity_type(options.type);
  const auto id = find_entity(store, options.name, resolve);
  if (!id) return id.error();
  auto outlets = find_outlets(store, options.outlets);
  if (!outlets) return outlets.error();
  asked.outlets = std::move(*outlets);
  SnapshotOptions of_graph;
  of_graph.chosen = chosen_documents(asked.outlets);
  const auto snapshot = Snapshot::load(store, of_graph);
  if (!snapshot) return snapshot.error();
  Lookup lookup(store);
  return make_report(lookup, *snapshot, *id, asked);
}

}  // namespace

ExitCode write_report(const ReportArguments& options, Console& console) {
  if (!options.type.empty() && !parse_entity_type(options.type)) {
    return fail(console, unknown_type(options.type));
  }
  if (ending_of(options.output) == ".pdf") {
    return fail(console, {ErrorCode::InvalidInput,
                          "a report is Markdown or HTML: write HTML, and print it from a browser"});
  }
  const auto asked = to_report_options(options);
  if (!asked) return fail(console, asked.error());
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store =
      open_for_reading(options.store, console, code, bytes_of_mib(options.memory_mib));
  if (!store) return code;
  const auto report = gather(*store, options, *asked);
  if (!report) return fail(console, report.error());
  const std::string text = wants_html(options) ? write_html(*report) : write_markdown(*report);
  const Status written = write_output(options.output, console, [&](std::ostream& out) {
    return write_compressed(out, compression_of(options.output), [&](std::ostream& plain) {
      plain << text;
      if (!plain) return Status(Error{ErrorCode::Io, "write the report"});
      return Status();
    });
  });
  return written || !console.out ? ExitCode::Ok : fail(console, written.error());
}

}  // namespace onrecord
